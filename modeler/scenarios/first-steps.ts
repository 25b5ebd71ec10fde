/** What a step of a scenario says when somebody chooses its kind, by the kind. */
export const FIRST_STEPS: Readonly<Record<string, unknown>> = {
  start: { as: 'applicant' },
  message: { name: 'message' },
  signal: { name: 'signal' },
  complete: { task: 'Task', as: 'someone' },
  act: { verb: 'claim', task: 'Task', as: 'someone' },
  withdraw: { as: 'applicant' },
  extend: { as: 'someone', days: 10 },
  advance: 'P1D',
  adapter: { topic: 'topic', script: { answer: { kind: 'completed', variables: {} } } },
  resolve: { element: 'Task', as: 'admin' },
  expect: { status: 'active' },
  play: 'fragment',
};
