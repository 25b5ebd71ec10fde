/** Starts one app of the project: dictionary, router, error reporting, then the root component. */
import { type Component, createApp } from 'vue';
import { createRouter, createWebHistory, type RouteRecordRaw, type Router } from 'vue-router';
import { configureApi } from '../api/client.ts';
import { watchConnection } from '../api/connection.ts';
import { ApiProblem } from '../api/problem.ts';
import NotFound from '../components/NotFound.vue';
import { useToasts } from '../composables/use-toasts.ts';
import type { Messages } from '../i18n/dictionary.ts';
import { createDictionary, type TextDictionary } from '../i18n/i18n.ts';
import { applyPreferences, preferences } from '../preferences.ts';
import { type AppName, addressOfApp } from './catalogue.ts';
import { keepFocus } from './keep-focus.ts';
import { csrfToken, goToSignIn } from './session.ts';

export interface AppDefinition {
  readonly app: AppName | 'home';
  readonly root: Component;
  readonly routes: readonly RouteRecordRaw[];
  readonly messages: Messages;
  /** `roomy` for everybody (targets of 44 px), `dense` for people who work with it all day. */
  readonly density: 'roomy' | 'dense';
}

/** Addresses inside an app are paths below its own (`/inbox/tasks/17`); the server answers all of them with the app's page. */
export function startApp(definition: AppDefinition): void {
  document.documentElement.dataset.density = definition.density;
  applyPreferences();
  configureApi({ language: () => preferences.language, csrfToken, onSignedOut: goToSignInOnce() });
  watchConnection();
  // Nobody waits for it: a chunk of texts may import from the very chunk that starts the app.
  void createDictionary(definition.messages).then((dictionary) => mountApp(definition, dictionary));
}

function mountApp({ app: name, root, routes }: AppDefinition, dictionary: TextDictionary): void {
  const router = createRouter({
    history: createWebHistory(name === 'home' ? '/' : addressOfApp(name)),
    routes: [...routes, { path: '/:rest(.*)*', component: NotFound }],
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  });
  focusAfterNavigation(router);
  keepFocus();
  const app = createApp(root).use(dictionary).use(router);
  const report = (error: unknown): void => {
    if (error instanceof ApiProblem) {
      useToasts().refused(error.document);
      return;
    }
    useToasts().bad(dictionary.global.t('state.unexpected', { code: error instanceof Error ? error.name : 'error' }));
    console.error(error);
  };
  app.config.errorHandler = report;
  window.addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    report(event.reason);
  });
  app.mount('#app');
}

/** Signed out while working: several requests may learn of it at once, one of them leaves. The start page shows it itself. */
function goToSignInOnce(): () => void {
  let left = location.pathname === '/';
  return () => {
    if (left) return;
    left = true;
    goToSignIn();
  };
}

/** A new page starts at its heading for people who listen to it; where only a part of the page changes, they stay where they are. */
function focusAfterNavigation(router: Router): void {
  router.afterEach((to, from) => {
    if (from.matched.length === 0 || to.path === from.path || to.meta.keepFocus) return;
    if (to.matched.length > 1 && to.matched[0] === from.matched[0]) return;
    requestAnimationFrame(() => document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true }));
  });
}
