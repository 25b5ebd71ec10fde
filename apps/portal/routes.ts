import type { RouteRecordRaw } from 'vue-router';
import HomePage from './pages/HomePage.vue';

export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'services', component: HomePage },
  { path: '/apply/:id', name: 'apply', component: () => import('./pages/ApplyPage.vue'), props: true },
  { path: '/cases/:id', name: 'case', component: () => import('./pages/CasePage.vue'), props: true },
];
