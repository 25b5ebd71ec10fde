import { hasRight } from '@shared/app/session.ts';
import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/',
    redirect: () => ({
      name: hasRight('definition.deploy') ? 'deployments' : hasRight('right.read') ? 'rights' : 'data-demands',
    }),
  },
  { path: '/deployments', name: 'deployments', component: () => import('./pages/DeploymentsPage.vue') },
  { path: '/definitions', name: 'definitions', component: () => import('./pages/DefinitionsPage.vue') },
  { path: '/definitions/:id', name: 'definition', component: () => import('./pages/DefinitionPage.vue'), props: true },
  { path: '/instances', name: 'instances', component: () => import('./pages/InstancesPage.vue') },
  { path: '/instances/:id', name: 'instance', component: () => import('./pages/InstancePage.vue'), props: true },
  { path: '/incidents', name: 'incidents', component: () => import('./pages/IncidentsPage.vue') },
  { path: '/jobs', name: 'jobs', component: () => import('./pages/JobsPage.vue') },
  { path: '/adapters', name: 'adapters', component: () => import('./pages/DepartmentsPage.vue') },
  { path: '/effects', name: 'effects', component: () => import('./pages/EffectsPage.vue') },
  { path: '/users', name: 'users', component: () => import('./pages/UsersPage.vue') },
  { path: '/groups', name: 'groups', component: () => import('./pages/GroupsPage.vue') },
  { path: '/organisation', name: 'organisation', component: () => import('./pages/OrganisationPage.vue') },
  {
    path: '/responsibilities',
    name: 'responsibilities',
    component: () => import('./pages/ResponsibilitiesPage.vue'),
  },
  { path: '/data-catalogue', name: 'data-catalogue', component: () => import('./pages/DataCataloguePage.vue') },
  { path: '/data-demands', name: 'data-demands', component: () => import('./pages/DataDemandsPage.vue') },
  { path: '/data-objections', name: 'data-objections', component: () => import('./pages/DataObjectionsPage.vue') },
  { path: '/data-consents', name: 'data-consents', component: () => import('./pages/DataConsentsPage.vue') },
  { path: '/data-reads', name: 'data-reads', component: () => import('./pages/DataReadsPage.vue') },
  { path: '/sharing-coverage', name: 'sharing-coverage', component: () => import('./pages/SharingCoveragePage.vue') },
  { path: '/calendars', name: 'calendars', component: () => import('./pages/CalendarsPage.vue') },
  { path: '/proxies', name: 'proxies', component: () => import('./pages/ProxiesPage.vue') },
  { path: '/hand-over', name: 'hand-over', component: () => import('./pages/HandOverPage.vue') },
  { path: '/keys', name: 'keys', component: () => import('./pages/KeysPage.vue') },
  { path: '/rights', name: 'rights', component: () => import('./pages/RightsPage.vue') },
  { path: '/audit', name: 'audit', component: () => import('./pages/AuditPage.vue') },
  { path: '/service-items', name: 'service-items', component: () => import('./pages/ServiceItemsPage.vue') },
  {
    path: '/service-items/:itemKey',
    name: 'service-item',
    component: () => import('./pages/ServiceItemPage.vue'),
    props: true,
  },
  { path: '/unmaskings', name: 'unmaskings', component: () => import('./pages/UnmaskingsPage.vue') },
  { path: '/health', name: 'health', component: () => import('./pages/HealthPage.vue') },
];
