import { readdirSync } from 'node:fs';
import type { Contract } from './kit/contract.ts';
import { readContract } from './kit/read-contract.ts';

/** Folders with a contract of their own, besides those of `departments`. */
const SERVICES = ['amqp', 'e-seal', 'files', 'licence-library', 'mail', 'notify', 'sms', 'webhook'];
const DEPARTMENTS = new URL('departments/', import.meta.url);

/** Services that hold data which others may ask for. */
const HOLDERS: readonly string[] = ['licence-library'];

/** Contracts of who has data to share: the departments, and services that keep it for them. */
export function readDataContracts(): readonly Contract[] {
  return readContracts().filter(({ name }) => HOLDERS.includes(name) || !SERVICES.includes(name));
}

let known: readonly Contract[] | undefined;
let ofDepartments: readonly Contract[] | undefined;

/** Those of departments, in the order of their names. Throws where one is not sound. */
export function readDepartmentContracts(): readonly Contract[] {
  ofDepartments ??= readdirSync(DEPARTMENTS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => readContract(new URL(`${name}/contract.json`, DEPARTMENTS)));
  return ofDepartments;
}

/** Every contract of the installation, services first. Throws where one is not sound: an engine that starts can keep them all. */
export function readContracts(): readonly Contract[] {
  known ??= [
    ...SERVICES.map((name) => readContract(new URL(`${name}/contract.json`, import.meta.url))),
    ...readDepartmentContracts(),
  ];
  return known;
}
