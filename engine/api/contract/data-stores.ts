import { type Static, Type } from 'typebox';
import { operation } from './operation.ts';
import { closed, listQuery, nullable, page, Time } from './schema.ts';

const Value = Type.Unsafe<unknown>({ description: 'Any JSON value; null where nothing was written yet.' });

export const DataStore = closed({
  name: Type.String(),
  value: Value,
  version: Type.Integer({ description: 'Grows with every write.' }),
  updatedAt: nullable(Time),
  updatedBy: nullable(Type.String({ description: 'The person who wrote it last; null where a case did.' })),
  instanceId: nullable(Type.String({ description: 'The case that wrote it last.' })),
});
export type DataStore = Static<typeof DataStore>;

const DataStoreInput = closed({
  value: Value,
  version: Type.Optional(
    Type.Integer({ minimum: 0, description: 'Write only where this is still the version; absent: overwrite.' }),
  ),
});

const tag = 'data-stores';

export const dataStoreOperations = {
  listDataStores: operation({
    method: 'get',
    path: '/data-stores',
    tag,
    summary: { en: 'Data that outlives cases, by name', zh: '数据存储列表（跨办件数据）' },
    right: 'dataStore.manage',
    query: listQuery({}, ['name']),
    answer: { status: 200, schema: page(DataStore) },
  }),
  getDataStore: operation({
    method: 'get',
    path: '/data-stores/{id}',
    tag,
    summary: {
      en: 'A data store and what it holds; the id is its name in the models',
      zh: '读取数据存储（标识为模型中的名称）',
    },
    right: 'dataStore.manage',
    answer: { status: 200, schema: DataStore },
  }),
  putDataStore: operation({
    method: 'put',
    path: '/data-stores/{id}',
    tag,
    summary: {
      en: 'Write a data store; conditional start events that read it are judged',
      zh: '写入数据存储，并判断读取它的条件启动事件',
    },
    right: 'dataStore.manage',
    body: DataStoreInput,
    answer: { status: 200, schema: DataStore },
    problems: ['data-store-changed'],
    example: { value: { level: 3 }, version: 4 },
  }),
} as const;
