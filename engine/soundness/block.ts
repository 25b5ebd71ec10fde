/** A part with one way in and at most one way out that has been found to be sound on its own: seen from around it, one token that waits. */
import type { Region } from './regions.ts';
import type { Arc, Space } from './space.ts';

export interface Block {
  readonly entry: number;
  /** Null: what comes in ends inside. */
  readonly exit: number | null;
  /** The part it stands for. */
  readonly whole: Region;
  /** The node that stands for all inside where it is asked who can reach a join. */
  readonly entryNode: number;
  /** It can be passed in the step that enters it. */
  readonly instant: boolean;
  /** There are ways through it that wait. */
  readonly waits: boolean;
  readonly hasReachJoin: boolean;
  readonly space: Space;
  /** The last arc of the shortest ways through it. */
  readonly instantEnd: Arc | null;
  readonly waitingEnd: Arc | null;
}
