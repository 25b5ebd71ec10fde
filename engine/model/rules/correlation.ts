import { correlationKeys, propertiesOf, retrievalOf } from '../compile/correlation.ts';
import { wordsOf } from '../element-words.ts';
import { bodyOf, type ModdleElement, manyOf, oneOf } from '../moddle.ts';
import { text } from '../problem.ts';
import type { Rule, RuleInput } from './rule.ts';

/**
 * A correlation key can be filled by every message that fills a part of it, and a subscription says what it expects of all of it (BPMN 2.0.2
 * §8.4.2): what is known in part matches nothing.
 */
export const correlation: Rule = {
  id: 'correlation',
  check(input) {
    const roots = manyOf(input.document.definitions, 'rootElements');
    for (const property of roots.filter(({ $type }) => $type === 'bpmn:CorrelationProperty'))
      checkProperty(input, property);
    for (const key of correlationKeys(input.context)) checkKey(input, key);
    for (const process of input.document.processes)
      for (const subscription of manyOf(process, 'correlationSubscriptions')) checkSubscription(input, subscription);
  },
};

function checkProperty({ report }: RuleInput, property: ModdleElement): void {
  const retrievals = manyOf(property, 'correlationPropertyRetrievalExpression');
  if (retrievals.length === 0) report(property, neverRead(property));
  for (const retrieval of retrievals) {
    const isWhole = oneOf(retrieval, 'messageRef') && bodyOf(retrieval, 'messagePath');
    const isSecond = retrievals.some(
      (other) => other !== retrieval && oneOf(other, 'messageRef') === oneOf(retrieval, 'messageRef'),
    );
    if (!isWhole || isSecond) report(retrieval, unclear(retrieval, 'messageRef', 'messagePath'));
  }
}

function checkKey({ report }: RuleInput, key: ModdleElement): void {
  const properties = propertiesOf(key);
  if (properties.length === 0) report(key, withoutProperties(key));
  const messages = new Set(
    properties.flatMap((property) =>
      manyOf(property, 'correlationPropertyRetrievalExpression').flatMap((each) => oneOf(each, 'messageRef') ?? []),
    ),
  );
  for (const message of messages) {
    for (const property of properties)
      if (!retrievalOf(property, message)) report(property, notReadFrom(property, message));
  }
}

function checkSubscription({ report }: RuleInput, subscription: ModdleElement): void {
  const key = oneOf(subscription, 'correlationKeyRef');
  if (!key) {
    report(subscription, withoutKey);
    return;
  }
  const bindings = manyOf(subscription, 'correlationPropertyBinding');
  const properties = propertiesOf(key);
  for (const binding of bindings) {
    const property = oneOf(binding, 'correlationPropertyRef');
    if (!property || !bodyOf(binding, 'dataPath'))
      report(binding, unclear(binding, 'correlationPropertyRef', 'dataPath'));
    else if (!properties.includes(property)) report(binding, foreign(property, key));
  }
  for (const property of properties) {
    const bound = bindings.filter((each) => oneOf(each, 'correlationPropertyRef') === property);
    if (bound.length !== 1) report(subscription, notBoundOnce(property));
  }
}

const neverRead = (property: ModdleElement) =>
  text(
    `Expected the correlation property "${property.id}" to be read from a message, but it is read from none.`,
    `关联属性“${property.id}”应能从消息中读取，但没有读取表达式。`,
  );

const unclear = (element: ModdleElement, reference: string, path: string) =>
  text(
    `Expected the ${wordsOf(element).en} to have ${reference} and ${path}, each message or property once, but it does not.`,
    `${wordsOf(element).zh}应有 ${reference} 与 ${path}，且每个消息或属性只出现一次，但并非如此。`,
  );

const withoutProperties = (key: ModdleElement) =>
  text(
    `Expected the correlation key "${key.id}" to have properties, but it has none.`,
    `关联键“${key.id}”应有关联属性，但没有。`,
  );

const notReadFrom = (property: ModdleElement, message: ModdleElement) =>
  text(
    `Expected the correlation property "${property.id}" to be read from the message "${message.id}" like the rest of its key, but it is not.`,
    `关联属性“${property.id}”应与同一关联键的其他属性一样从消息“${message.id}”读取，但没有。`,
  );

const withoutKey = text(
  'Expected a correlation subscription to refer to a correlation key, but it does not.',
  '关联订阅应引用一个关联键，但没有。',
);

const foreign = (property: ModdleElement, key: ModdleElement) =>
  text(
    `Expected bindings of properties of the key "${key.id}", but "${property.id}" is none of them.`,
    `应绑定关联键“${key.id}”的属性，但“${property.id}”不属于它。`,
  );

const notBoundOnce = (property: ModdleElement) =>
  text(
    `Expected the correlation property "${property.id}" to be bound once, but it is not.`,
    `关联属性“${property.id}”应恰好绑定一次，但并非如此。`,
  );
