import { type Language, refuse } from '../../../errors.ts';
import { type PostRow, deletePost as removePost, putPost as writePost } from '../../../store/people/posts.ts';
import { listPosts as readPosts } from '../../../store/read/organisation.ts';
import type { Post } from '../../contract/positions.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import type { Handler } from '../../route.ts';
import { changeOrganisation } from './change.ts';

const view = (row: PostRow, language: Language): Post => ({
  ...row,
  name: language === 'en' ? row.nameEn : row.nameZh,
});

export const listPosts: Handler<'listPosts'> = async ({ query, language }, { database }) =>
  pageOf(await readPosts(database, query, pagingOf(query)), (row) => view(row, language));

export const putPost: Handler<'putPost'> = async ({ params: { id }, body, principal, language }, services) => {
  const change = { principal, operation: 'putPost', subject: id, details: body };
  await changeOrganisation(services, change, (client) => writePost(client, { id, ...body }));
  return view({ id, ...body }, language);
};

export const deletePost: Handler<'deletePost'> = async ({ params: { id }, principal }, services) => {
  await changeOrganisation(services, { principal, operation: 'deletePost', subject: id }, async (client) => {
    const result = await removePost(client, id);
    if (result === 'unknown') refuse('not-found', { kind: 'post', id });
    if (result === 'in-use') refuse('post-in-use', { id });
  });
  return undefined;
};
