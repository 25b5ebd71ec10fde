/** Fields of a form that are answered before it: by the guide, or by who says that they apply for somebody else. What was asked once is not asked again. */
import type { Answers, Question } from './items.ts';
import type { Component, Schema } from './merge-forms.ts';

/** What forms call the name of whoever applies for somebody else. */
const AGENT_NAME = 'agentName';

/** The form without the fields that are answered already. */
export function withoutAnswered(schema: Schema, questions: readonly Question[]): Schema {
  return { ...schema, components: openFields(schema.components ?? [], schema, questions) };
}

/** The answers of the guide that fields of the form ask for as well: the case knows them by those names. */
export function knownFrom(schema: Schema, questions: readonly Question[], answers: Answers): Record<string, string> {
  const asked = allOf(schema.components ?? []).flatMap((field) => questionOf(field, questions) ?? []);
  return Object.fromEntries(
    asked.flatMap(({ key }) => {
      const answer = answers[key];
      return answer === undefined ? [] : [[key, answer]];
    }),
  );
}

const openFields = (all: readonly Component[], schema: Schema, questions: readonly Question[]): Component[] =>
  all
    .filter((one) => questionOf(one, questions) === undefined && !(one.key === AGENT_NAME && isAlone(schema)))
    .map((one) => (one.components ? { ...one, components: openFields(one.components, schema, questions) } : one));

/** It is the same question where the field has every answer of it; else it asks for something of its own. */
const questionOf = ({ key, values = [] }: Component, questions: readonly Question[]): Question | undefined =>
  questions.find(
    (question) =>
      question.key === key && question.options.every(({ value }) => values.some((choice) => choice.value === value)),
  );

/** What other fields look at has to be in the form while it is filled in. */
const isAlone = (schema: Schema): boolean =>
  !allOf(schema.components ?? []).some(
    ({ key, components: _inner, ...field }) => key !== AGENT_NAME && JSON.stringify(field).includes(AGENT_NAME),
  );

const allOf = (components: readonly Component[]): Component[] =>
  components.flatMap((one) => [one, ...allOf(one.components ?? [])]);
