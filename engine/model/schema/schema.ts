/** What the parser knows of the types of BPMN and of our extension. */
export interface PropertyDescriptor {
  readonly name: string;
  /** With prefix: `bpmn:name`. */
  readonly ns: { readonly name: string };
  readonly type: string;
  readonly isAttr?: boolean;
  readonly isReference?: boolean;
  readonly isMany?: boolean;
  readonly isBody?: boolean;
}

export interface TypeDescriptor {
  /** With prefix: `bpmn:UserTask`. */
  readonly name: string;
  /** Absent where the element is of a namespace that the parser has no schema of: anything of another vendor in `extensionElements`. */
  readonly properties?: readonly PropertyDescriptor[];
  /** By name with prefix and, for the type's own namespace, without. */
  readonly propertiesByName: Readonly<Record<string, PropertyDescriptor | undefined>>;
  readonly bodyProperty?: PropertyDescriptor;
  /** Itself and what it inherits from. */
  readonly allTypes: readonly { readonly name: string }[];
}

interface Enumeration {
  readonly name: string;
  readonly literalValues: readonly { readonly name: string }[];
}

interface DeclaredType {
  readonly extends?: readonly string[];
  readonly properties?: readonly { readonly name: string; isAttr?: boolean }[];
}

export interface Schema {
  readonly typeMap: Readonly<Record<string, DeclaredType | undefined>>;
  readonly packageMap: Readonly<Record<string, { readonly enumerations?: readonly Enumeration[] } | undefined>>;
  getEffectiveDescriptor(type: string): TypeDescriptor;
}

export const NAMESPACE = {
  bpmn: 'http://www.omg.org/spec/BPMN/20100524/MODEL',
  diagram: 'http://www.omg.org/spec/BPMN/20100524/DI',
  tongban: 'urn:tongban:bpmn:1',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
  xml: 'http://www.w3.org/XML/1998/namespace',
} as const;

/** A property by its name with prefix; own entries only, whatever the file calls its elements. */
export function propertyOf(type: TypeDescriptor, name: string): PropertyDescriptor | undefined {
  return Object.hasOwn(type.propertiesByName, name) ? type.propertiesByName[name] : undefined;
}

/** The descriptor of a type with prefix, or undefined where no element is of that type: those that extend others only lend attributes. */
export function typeOf(schema: Schema, name: string): TypeDescriptor | undefined {
  const declared = Object.hasOwn(schema.typeMap, name) ? schema.typeMap[name] : undefined;
  return declared && !declared.extends?.length ? schema.getEffectiveDescriptor(name) : undefined;
}

/** `userTask` in the namespace `bpmn` is of type `bpmn:UserTask`. */
export const typeName = (prefix: string, local: string): string =>
  `${prefix}:${local.charAt(0).toUpperCase()}${local.slice(1)}`;
