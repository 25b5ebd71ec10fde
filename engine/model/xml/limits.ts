/** What a model may cost before anything of it is believed. */
export interface XmlLimits {
  /** Of the file as it came. */
  readonly bytes: number;
  readonly elements: number;
  /** Elements inside elements. */
  readonly depth: number;
  readonly attributesPerElement: number;
}

export const XML_LIMITS: XmlLimits = {
  bytes: 20 * 1024 * 1024,
  elements: 400_000,
  depth: 100,
  attributesPerElement: 200,
};
