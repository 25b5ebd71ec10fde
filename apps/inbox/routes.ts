import type { RouteRecordRaw } from 'vue-router';
import WorkPage from './pages/WorkPage.vue';

export const routes: RouteRecordRaw[] = [
  {
    path: '/',
    component: WorkPage,
    children: [
      { path: '', name: 'inbox', component: () => import('./pages/NoTask.vue') },
      {
        path: 'tasks/:id',
        name: 'task',
        component: () => import('./pages/TaskPage.vue'),
        props: true,
      },
    ],
  },
  { path: '/notices', name: 'notices', component: () => import('./pages/NoticesPage.vue') },
  { path: '/proxies', name: 'proxies', component: () => import('./pages/ProxiesPage.vue') },
  { path: '/confirmations', name: 'confirmations', component: () => import('./pages/ConfirmationsPage.vue') },
  { path: '/favourites', name: 'favourites', component: () => import('./pages/FavouritesPage.vue') },
  { path: '/cases/:id', name: 'case', component: () => import('./pages/CasePage.vue'), props: true },
];
