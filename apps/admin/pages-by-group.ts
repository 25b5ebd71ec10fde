/** Pages of the administration by what somebody comes for, each with the right it is of no use without. */
const GROUPS = {
  processes: {
    deployments: 'definition.deploy',
    definitions: 'definition.model',
    items: 'definition.model',
  },
  running: {
    instances: 'case.read',
    incidents: 'failure.read',
    jobs: 'failure.read',
    health: 'failure.read',
  },
  departments: {
    adapters: 'failure.read',
    effects: 'failure.read',
  },
  people: {
    users: 'organisation.write',
    groups: 'organisation.read',
    organisation: 'organisation.read',
    responsibilities: 'organisation.read',
    calendars: 'organisation.read',
    proxies: 'proxy.use',
    handOver: 'organisation.write',
    keys: 'organisation.write',
  },
  data: {
    dataCatalogue: 'sharing.read',
    dataDemands: 'sharing.read',
    dataObjections: 'sharing.ask',
    dataConsents: 'case.read',
    dataReads: 'audit.read',
    dataCoverage: 'report.read',
  },
  control: {
    rights: 'right.read',
    audit: 'audit.read',
    unmaskings: 'audit.read',
    deletions: 'audit.read',
  },
} as const;

export type Group = keyof typeof GROUPS;
type PageName = { [G in Group]: keyof (typeof GROUPS)[G] }[Group];

const PATHS: Readonly<Partial<Record<PageName, string>>> = {
  items: 'service-items',
  handOver: 'hand-over',
  dataCatalogue: 'data-catalogue',
  dataDemands: 'data-demands',
  dataObjections: 'data-objections',
  dataConsents: 'data-consents',
  dataReads: 'data-reads',
  dataCoverage: 'sharing-coverage',
};

export interface AdminPage {
  readonly name: PageName;
  readonly to: string;
}

/** Groups with the pages that are of use to somebody with these rights; groups without any are left out. */
export function groupsFor(
  hasRight: (right: string) => boolean,
): readonly { readonly group: Group; readonly pages: readonly AdminPage[] }[] {
  return (Object.keys(GROUPS) as Group[])
    .map((group) => ({
      group,
      pages: (Object.entries(GROUPS[group]) as [PageName, string][])
        .filter(([, right]) => hasRight(right))
        .map(([name]) => ({ name, to: `/${PATHS[name] ?? name}` })),
    }))
    .filter(({ pages }) => pages.length > 0);
}

/** A page, or something below it: `/instances/1` is of `/instances`. */
export const isAt = (path: string, { to }: Pick<AdminPage, 'to'>): boolean => path === to || path.startsWith(`${to}/`);
