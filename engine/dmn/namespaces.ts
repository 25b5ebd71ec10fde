/** The versions of DMN a file may be written in; what differs between them is only what each adds. */
export const DMN_VERSIONS: ReadonlyMap<string, string> = new Map([
  ['http://www.omg.org/spec/DMN/20180521/MODEL/', '1.2'],
  ['https://www.omg.org/spec/DMN/20191111/MODEL/', '1.3'],
  ['https://www.omg.org/spec/DMN/20211108/MODEL/', '1.4'],
  ['https://www.omg.org/spec/DMN/20230324/MODEL/', '1.5'],
]);

export const TONGBAN = 'urn:tongban:bpmn:1';

/** Extensions and diagrams that only say how something looks, or who wrote the file. */
export const WITHOUT_MEANING =
  /^$|^https?:\/\/www\.omg\.org\/spec\/DMN\/\d{8}\/(?:DMNDI|DI|DC)\/$|^http:\/\/bpmn\.io\/schema\/dmn\/biodi\/|^http:\/\/camunda\.org\/schema\/modeler\/1\.0$|^http:\/\/www\.w3\.org\/(?:2001\/XMLSchema-instance|XML\/1998\/namespace)$/;

/** Names of FEEL as an expression or type language, in all versions and as people write it. */
export const isFeel = (language: string): boolean =>
  /^(?:feel|https?:\/\/www\.omg\.org\/spec\/(?:DMN\/\d{8}\/FEEL\/|FEEL\/\d{8}))$/i.test(language.trim());
