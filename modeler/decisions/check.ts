/** The rules of deployment for decisions, run in the browser while somebody edits: the same code as on the server. */
export { compileDecisions as checkDecisions } from '../../engine/dmn/compile.ts';
