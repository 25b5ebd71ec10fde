import type { FeelExpression } from '../../feel/compile.ts';
import type { CorrelationSpec } from '../correlation-spec.ts';
import { bodyOf, type ModdleElement, manyOf, oneOf } from '../moddle.ts';
import { type Text, text } from '../problem.ts';
import { walk } from '../walk.ts';
import type { CompileContext } from './context.ts';

/** The correlation keys of all collaborations and conversations of the file. */
export function correlationKeys({ document }: CompileContext): ModdleElement[] {
  return manyOf(document.definitions, 'rootElements')
    .filter(({ $type }) => $type === 'bpmn:Collaboration')
    .flatMap((collaboration) => [...walk(collaboration)])
    .filter(({ $type }) => $type === 'bpmn:CorrelationKey');
}

/** The properties of a key, in an order that does not depend on the file. */
export const propertiesOf = (key: ModdleElement): ModdleElement[] =>
  [...manyOf(key, 'correlationPropertyRef')].sort((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1));

/** How the property is read from the message; null where it is not. */
export const retrievalOf = (property: ModdleElement, message: ModdleElement): ModdleElement | null =>
  manyOf(property, 'correlationPropertyRetrievalExpression').find((each) => oneOf(each, 'messageRef') === message) ??
  null;

/** What the process expects of a key. */
const subscriptionTo = (process: ModdleElement | null, key: ModdleElement): ModdleElement | null =>
  process &&
  (manyOf(process, 'correlationSubscriptions').find((each) => oneOf(each, 'correlationKeyRef') === key) ?? null);

/** The key that the message fills, as the process of `bearer` sees it; null where the model has none for it. */
export function compileCorrelation(
  context: CompileContext,
  { message, bearer }: { readonly message: ModdleElement; readonly bearer: ModdleElement },
): CorrelationSpec | null {
  const process = processOf(bearer);
  const filled = correlationKeys(context).filter((key) => {
    const properties = propertiesOf(key);
    return properties.length > 0 && properties.every((property) => retrievalOf(property, message));
  });
  const subscribed = filled.filter((key) => subscriptionTo(process, key));
  const candidates = subscribed.length > 0 ? subscribed : filled;
  if (candidates.length > 1) context.report('correlation-ambiguous', bearer, several(message.id ?? ''));
  const [key] = candidates;
  return key ? specOf(context, { key, message, subscription: subscriptionTo(process, key) }) : null;
}

function specOf(
  context: CompileContext,
  { key, message, subscription }: { key: ModdleElement; message: ModdleElement; subscription: ModdleElement | null },
): CorrelationSpec | null {
  const properties = propertiesOf(key);
  const retrieval = properties.flatMap((property) =>
    expressionOf(context, retrievalOf(property, message), 'messagePath'),
  );
  const bindings = subscription && properties.flatMap((property) => bindingOf(context, subscription, property));
  const isWhole =
    retrieval.length === properties.length && (bindings?.length ?? properties.length) === properties.length;
  return isWhole ? { id: identityOf(key), retrieval, bindings } : null;
}

function bindingOf(context: CompileContext, subscription: ModdleElement, property: ModdleElement): FeelExpression[] {
  const binding = manyOf(subscription, 'correlationPropertyBinding').find(
    (each) => oneOf(each, 'correlationPropertyRef') === property,
  );
  return binding ? expressionOf(context, binding, 'dataPath') : [];
}

function expressionOf(context: CompileContext, holder: ModdleElement | null, path: string): FeelExpression[] {
  const source = holder && bodyOf(holder, path);
  const expression = source ? context.feel(holder, source) : null;
  return expression ? [expression] : [];
}

function processOf(bearer: ModdleElement): ModdleElement | null {
  for (let at: ModdleElement | undefined = bearer; at; at = at.$parent) if (at.$type === 'bpmn:Process') return at;
  return null;
}

/** Keys that are defined alike are one, in whatever file; a new version that reads its messages otherwise has another. */
function identityOf(key: ModdleElement): string {
  const definition = propertiesOf(key).map((property) => [
    property.id,
    ...manyOf(property, 'correlationPropertyRetrievalExpression')
      .map((each) => `${oneOf(each, 'messageRef')?.id}=${bodyOf(each, 'messagePath')}`)
      .sort(),
  ]);
  return `${key.id}-${digest(JSON.stringify(definition))}`;
}

/** 52 bits of a mixing hash: two definitions of one key in an installation will not meet. */
function digest(source: string): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < source.length; i++) {
    const code = source.charCodeAt(i);
    a = Math.imul(a ^ code, 2_654_435_761);
    b = Math.imul(b ^ code, 1_597_334_677);
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909);
  return ((b >>> 0) * 2 ** 20 + ((a >>> 0) % 2 ** 20)).toString(36);
}

const several = (message: string): Text =>
  text(
    `Expected one correlation key for the message "${message}", but there are several: subscribe to one of them.`,
    `消息“${message}”应只有一个关联键，但有多个：请订阅其中之一。`,
  );
