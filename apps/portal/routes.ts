import type { RouteRecordRaw } from 'vue-router';
import HomePage from './pages/HomePage.vue';

export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'services', component: HomePage },
  {
    path: '/items/:key',
    name: 'item',
    component: () => import('./pages/ItemPage.vue'),
    props: ({ params }) => ({ id: params.key }),
  },
  {
    path: '/items/:keys/apply',
    name: 'apply-items',
    component: () => import('./pages/ApplyItemsPage.vue'),
    props: true,
  },
  { path: '/consents', name: 'consents', component: () => import('./pages/ConsentsPage.vue') },
  { path: '/one-thing', name: 'one-thing', component: () => import('./pages/OneThingPage.vue') },
  { path: '/receipts/:ids', name: 'receipts', component: () => import('./pages/ReceiptsPage.vue'), props: true },
  { path: '/apply/:id', name: 'apply', component: () => import('./pages/ApplyPage.vue'), props: true },
  { path: '/cases/:id', name: 'case', component: () => import('./pages/CasePage.vue'), props: true },
];
