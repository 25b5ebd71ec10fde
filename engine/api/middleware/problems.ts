/** Turns whatever was thrown into a problem document. A bug is logged whole and answered with its request id only. */
import type { Context, Middleware } from 'koa';
import type { Logger } from 'pino';
import { ERRORS, type Failure, Refusal } from '../../errors.ts';
import type { ModelProblem } from '../contract/problem.ts';
import { DeploymentRefusal } from '../deployment-refusal.ts';
import { languageOf } from '../language.ts';
import { PROBLEM_TYPE, problemOf } from '../problem.ts';

const RETRY_AFTER_SECONDS = 1;

export function problems(logger: Logger): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      answerProblem(
        ctx,
        failureOf(ctx, error, logger),
        error instanceof DeploymentRefusal ? error.problems : undefined,
      );
    }
  };
}

function answerProblem(ctx: Context, failure: Failure, problems?: readonly ModelProblem[]): void {
  const problem = { ...problemOf(failure, languageOf(ctx)), ...(problems ? { problems } : {}) };
  ctx.status = problem.status;
  ctx.body = JSON.stringify({ ...problem, instance: ctx.state.requestId });
  ctx.type = PROBLEM_TYPE;
  ctx.vary('Accept-Language');
  const { seconds } = failure.params;
  if (ERRORS[failure.code].retryable && (problem.status === 503 || problem.status === 429))
    ctx.set('Retry-After', String(seconds ?? RETRY_AFTER_SECONDS));
  if (problem.status === 401) ctx.set('WWW-Authenticate', 'Bearer realm="tongban"');
}

function failureOf(ctx: Context, error: unknown, logger: Logger): Failure {
  if (error instanceof Refusal) return error.failure;
  logger.error({ err: error, requestId: ctx.state.requestId, operation: ctx.state.operation }, 'request failed');
  return { code: 'internal-error', params: { id: ctx.state.requestId } };
}
