/** Who a task is for. With nobody named it is open to administrators and the owners of the process. */
export interface Assignment {
  readonly assignee: string | null;
  readonly candidateUsers: readonly string[];
  readonly candidateGroups: readonly string[];
}

export function isForNobody({ assignee, candidateUsers, candidateGroups }: Assignment): boolean {
  return assignee === null && candidateUsers.length === 0 && candidateGroups.length === 0;
}
