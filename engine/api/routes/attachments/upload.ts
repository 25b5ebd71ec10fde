import type { SecurityLevel, Visibility } from '../../../core/notices.ts';
import { refuse } from '../../../errors.ts';
import type { FileScanner } from '../../../port.ts';
import { readBlob } from '../../../store/blobs/read-blob.ts';
import { type ReceivedFile, receiveFile } from '../../files/receive-file.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { submit } from '../../submit.ts';
import { requireInstance } from '../../views/instance.ts';
import { shownAttachment } from './shown-attachment.ts';

/** The bytes first, then the case: a file of which the case knows nothing is swept, and one that the case knows is there. */
export const uploadAttachment: Handler<'uploadAttachment'> = async (call, services) => {
  const { ctx, params, principal } = call;
  await requireInstance(services, principal, params.id);
  const file = await receiveFile(ctx, {
    pool: services.runtime.pool,
    account: principal.id,
    limit: services.options.attachmentBytes,
    admitted: ['level', 'visibility', 'taskId', 'material'],
  });
  const said = fieldsOf(file);
  if (services.options.scanner) await scan(services, services.options.scanner, file);
  const { name, type, size, sha256 } = file;
  const { answer } = await submit(services, call, {
    command: 'attach-file',
    target: { instanceId: params.id },
    input: { name, type, size, sha256, ...said },
  });
  return shownAttachment(services, call, answer.notices[0] ?? '');
};

interface Said {
  readonly level: SecurityLevel;
  readonly visibility: Visibility;
  readonly taskId?: string;
  readonly material?: string;
}

function fieldsOf({ fields }: ReceivedFile): Said {
  const level = word(fields, 'level', ['internal', 'public', 'sensitive']);
  const visibility = word(fields, 'visibility', ['internal', 'applicant']);
  const taskId = fields.get('taskId');
  const material = fields.get('material');
  return { level, visibility, ...(taskId ? { taskId } : {}), ...(material ? { material } : {}) };
}

/** The first is meant where nothing is said. */
function word<const Word extends string>(
  fields: ReceivedFile['fields'],
  name: string,
  among: readonly [Word, ...Word[]],
): Word {
  const given = fields.get(name);
  const found = given === undefined ? among[0] : among.find((one) => one === given);
  return (
    found ??
    refuse('bad-request', {
      reason: `${name} is one of ${among.join(', ')}`,
      reasonZh: `${name} 应为 ${among.join('、')} 之一`,
    })
  );
}

/** A scanner that cannot answer keeps the file out. */
async function scan({ database, logger }: Services, scanner: FileScanner, file: ReceivedFile): Promise<void> {
  const { name, type, size, sha256 } = file;
  const asked = { name, type, size, sha256, content: () => readBlob(database, sha256) };
  const result = await scanner.scan(asked).catch((error: unknown) => {
    logger.warn({ err: error, scanner: scanner.name }, 'a file could not be scanned');
    const reason = { reason: 'it cannot be scanned just now', reasonZh: '目前无法扫描，请稍后再试' };
    return refuse('attachment-refused', { name, ...reason });
  });
  if (!result.clean) refuse('attachment-unsafe', { name, finding: result.finding.slice(0, 200) });
}
