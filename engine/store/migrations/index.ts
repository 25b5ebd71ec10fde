import { engineTables } from './001-engine.ts';
import { peopleTables } from './002-people.ts';
import { taskLists } from './003-task-lists.ts';
import { activation } from './004-activation.ts';
import { departments } from './005-departments.ts';
import { organisation } from './006-organisation.ts';
import { dataStores } from './007-data-stores.ts';
import { correlation } from './008-correlation.ts';
import { decisions } from './009-decisions.ts';
import { caseParts } from './010-case-parts.ts';
import { proxies } from './011-proxies.ts';
import { encodings } from './012-encodings.ts';
import { inbox } from './013-inbox.ts';
import { approvers } from './014-approvers.ts';
import { proceedings } from './016-proceedings.ts';
import { telling } from './017-telling.ts';
import { rights } from './018-rights.ts';
import { clocks } from './019-clocks.ts';
import { effects } from './020-effects.ts';
import { contracts } from './021-contracts.ts';
import { board } from './022-board.ts';
import { people } from './023-people.ts';
import { timers } from './024-timers.ts';
import { sharing } from './025-sharing.ts';
import { edges } from './026-edges.ts';
import { weights } from './028-weights.ts';
import { items } from './032-items.ts';
import { ladders } from './033-ladders.ts';
import { locks } from './037-locks.ts';
import { uncompressed } from './041-uncompressed.ts';
import { records } from './042-records.ts';
import { consents } from './044-consents.ts';
import { faces } from './046-faces.ts';
import { caseNumbers } from './047-case-numbers.ts';
import { town } from './048-town.ts';
import { favourites } from './049-favourites.ts';
import { applications } from './050-applications.ts';
import { stepNames } from './052-step-names.ts';
import { consentWords } from './053-faces.ts';
import { taskOffers } from './054-task-offers.ts';
import { deletionCertificates } from './055-deletion-certificates.ts';
import { ownMaterials } from './056-own-materials.ts';
import { englishNames } from './057-english-names.ts';
import { repeats } from './058-repeats.ts';
import { cardAlarms } from './066-card-alarms.ts';
import { ratingsInProcess } from './067-ratings-in-process.ts';
import { reopeningGrounds } from './072-reopening-grounds.ts';
import { deliveries } from './073-deliveries.ts';
import { recordedRatings } from './074-recorded-ratings.ts';
import type { Migration } from './migration.ts';

/** Every migration, in order. New ones go at the end. */
export const MIGRATIONS: readonly Migration[] = [
  engineTables,
  peopleTables,
  taskLists,
  activation,
  departments,
  organisation,
  dataStores,
  correlation,
  decisions,
  caseParts,
  proxies,
  encodings,
  inbox,
  approvers,
  proceedings,
  telling,
  rights,
  clocks,
  effects,
  contracts,
  board,
  people,
  timers,
  sharing,
  edges,
  weights,
  items,
  ladders,
  locks,
  uncompressed,
  records,
  consents,
  faces,
  caseNumbers,
  town,
  favourites,
  applications,
  stepNames,
  consentWords,
  taskOffers,
  deletionCertificates,
  ownMaterials,
  englishNames,
  repeats,
  cardAlarms,
  ratingsInProcess,
  reopeningGrounds,
  deliveries,
  recordedRatings,
];
