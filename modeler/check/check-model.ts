/** The rules of deployment, run in the browser while somebody draws: the same code as on the server. */
import { compileModel } from '../../engine/model/compile.ts';
import type { Problem } from '../../engine/model/problem.ts';

export const checkModel = async (xml: string): Promise<readonly Problem[]> => (await compileModel(xml)).problems;
