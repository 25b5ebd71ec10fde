interface Department {
  readonly id: string;
  readonly parent: string | null;
}

export interface TreeRow<T> {
  readonly department: T;
  /** 0 at the top. */
  readonly depth: number;
}

/** Every department once, below the one it belongs to; one whose parent is not there, or that only a circle reaches, stands at the top. */
export function inTreeOrder<T extends Department>(departments: readonly T[]): TreeRow<T>[] {
  const ids = new Set(departments.map(({ id }) => id));
  const rows: TreeRow<T>[] = [];
  const seen = new Set<string>();
  const add = (department: T, depth: number): void => {
    if (seen.has(department.id)) return;
    seen.add(department.id);
    rows.push({ department, depth });
    for (const below of departments) if (below.parent === department.id) add(below, depth + 1);
  };
  for (const department of departments)
    if (department.parent === null || !ids.has(department.parent)) add(department, 0);
  for (const department of departments) add(department, 0);
  return rows;
}
