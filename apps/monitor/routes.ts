import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'overview', component: () => import('./pages/OverviewPage.vue') },
  { path: '/processes/:process', name: 'process', component: () => import('./pages/ProcessPage.vue'), props: true },
  { path: '/cases', name: 'cases', component: () => import('./pages/CasesPage.vue') },
  { path: '/cases/:id', name: 'case', component: () => import('./pages/CasePage.vue'), props: true },
  { path: '/overdue', name: 'overdue', component: () => import('./pages/OverduePage.vue') },
  { path: '/decided', name: 'decided', component: () => import('./pages/DecidedPage.vue') },
  { path: '/incidents', name: 'incidents', component: () => import('./pages/IncidentsPage.vue') },
  { path: '/jobs', name: 'jobs', component: () => import('./pages/JobsPage.vue') },
];
