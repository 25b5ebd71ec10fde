import type { RouteRecordRaw } from 'vue-router';

/** `/compare/:before/:after`: ids of definitions, or `draft` for what is being drawn. */
export const routes: RouteRecordRaw[] = [
  { path: '/', component: () => import('./pages/EditorPage.vue'), meta: { keepFocus: true } },
  { path: '/decisions', component: () => import('./pages/DecisionPage.vue'), meta: { keepFocus: true } },
  { path: '/compare/:before/:after', component: () => import('./pages/ComparePage.vue'), props: true },
];
