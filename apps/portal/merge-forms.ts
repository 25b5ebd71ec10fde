/** One form of several: what is asked twice under one name is asked once. */
export interface Component {
  readonly id?: string;
  readonly key?: string;
  readonly values?: readonly { readonly value: unknown }[];
  readonly components?: readonly Component[];
  readonly validate?: Readonly<Record<string, unknown>>;
}

export interface Schema {
  readonly components?: readonly Component[];
}

/**
 * The components of all, each key once, in the order of the forms. A field that one of them needs is needed; else it is as the first form has it.
 * Ids are made unique, since a form may not have one twice.
 */
export function mergeForms(schemas: readonly Schema[]): Schema {
  const [first, ...others] = schemas;
  if (!first || others.length === 0) return first ?? { components: [] };
  const merged: Component[] = [];
  for (const [index, { components = [] }] of schemas.entries())
    for (const component of components) {
      const known = merged.findIndex(({ key }) => key !== undefined && key === component.key);
      const one = merged[known];
      if (one) merged[known] = { ...one, ...neededBy(one, component) };
      else merged.push(index === 0 ? component : { ...component, id: `${component.id ?? 'field'}_${index}` });
    }
  return { ...first, components: merged };
}

function neededBy(one: Component, other: Component): Pick<Component, 'validate'> {
  if (other.validate?.required !== true) return {};
  return { validate: { ...one.validate, required: true } };
}
