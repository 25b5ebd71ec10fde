import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { closed, Id, Name, nullable, oneOf, Time } from './schema.ts';
import { TASK_SORTS, TASK_VIEWS, taskCriteria } from './tasks.ts';

const properties = {
  name: Name,
  view: nullable(oneOf(TASK_VIEWS)),
  criteria: closed(taskCriteria),
  sort: nullable(oneOf(TASK_SORTS)),
  columns: Type.Array(Id, { maxItems: 10, uniqueItems: true, description: 'Declared variables that the list shows.' }),
  groups: Type.Array(Id, { maxItems: 50, uniqueItems: true, description: 'Groups that see it too.' }),
  department: nullable(Id),
};

export const TaskFilterInput = closed({
  ...properties,
  view: Type.Optional(properties.view),
  sort: Type.Optional(properties.sort),
  columns: Type.Optional(properties.columns),
  groups: Type.Optional(properties.groups),
  department: Type.Optional(properties.department),
});
export type TaskFilterInput = Static<typeof TaskFilterInput>;

export const TaskFilterView = closed({ id: Id, owner: Id, ...properties, updatedAt: Time });
export type TaskFilterView = Static<typeof TaskFilterView>;

const tag = 'tasks';
const example = {
  name: '滨江大额',
  view: 'claimable',
  criteria: { variables: { amount: { from: '100000' } } },
  groups: ['window'],
};

export const taskFilterOperations = {
  listTaskFilters: operation({
    method: 'get',
    path: '/tasks/filters',
    tag,
    summary: { en: 'Filters kept by the caller, and those shared with them', zh: '本人保存的和共享给本人的任务筛选' },
    right: 'inbox.use',
    answer: { status: 200, schema: closed({ items: Type.Array(TaskFilterView) }) },
  }),
  createTaskFilter: operation({
    method: 'post',
    path: '/tasks/filters',
    tag,
    summary: {
      en: 'Keep a filter, and share it with own groups or the own department',
      zh: '保存任务筛选，可共享给所在用户组或部门',
    },
    right: 'inbox.use',
    body: TaskFilterInput,
    answer: { status: 201, schema: TaskFilterView },
    example,
  }),
  putTaskFilter: operation({
    method: 'put',
    path: '/tasks/filters/{id}',
    tag,
    summary: {
      en: 'Change an own filter; what is not given is taken away',
      zh: '修改本人的任务筛选；未给出的内容将被清除',
    },
    right: 'inbox.use',
    body: TaskFilterInput,
    answer: { status: 200, schema: TaskFilterView },
    example,
  }),
  deleteTaskFilter: operation({
    method: 'delete',
    path: '/tasks/filters/{id}',
    tag,
    summary: { en: 'Remove an own filter', zh: '删除本人的任务筛选' },
    right: 'inbox.use',
    answer: { status: 204 },
  }),
} as const;
