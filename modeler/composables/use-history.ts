/** A value whose changes can be taken back and made again. */
import { type ComputedRef, computed, shallowRef } from 'vue';

export interface History<T> {
  readonly value: ComputedRef<T>;
  readonly canUndo: ComputedRef<boolean>;
  readonly canRedo: ComputedRef<boolean>;
  set(next: T): void;
  /** Something else is edited from now on: there is nothing to take back. */
  begin(next: T): void;
  undo(): void;
  redo(): void;
}

export function useHistory<T>(first: T): History<T> {
  const past = shallowRef<readonly T[]>([]);
  const future = shallowRef<readonly T[]>([]);
  const value = shallowRef<T>(first);

  return {
    value: computed(() => value.value),
    canUndo: computed(() => past.value.length > 0),
    canRedo: computed(() => future.value.length > 0),
    set(next: T): void {
      past.value = [...past.value, value.value];
      future.value = [];
      value.value = next;
    },
    begin(next: T): void {
      past.value = [];
      future.value = [];
      value.value = next;
    },
    undo(): void {
      const before = past.value.at(-1);
      if (past.value.length === 0) return;
      future.value = [value.value, ...future.value];
      past.value = past.value.slice(0, -1);
      value.value = before as T;
    },
    redo(): void {
      const [next, ...rest] = future.value;
      if (future.value.length === 0) return;
      past.value = [...past.value, value.value];
      future.value = rest;
      value.value = next as T;
    },
  };
}
