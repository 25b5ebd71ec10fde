import '@shared/styles/index.css';
import './print.css';
import { startApp } from '@shared/app/start-app.ts';
import App from './App.vue';
import { messages } from './i18n/messages.ts';
import { routes } from './routes.ts';

startApp({ app: 'portal', root: App, routes, messages, density: 'roomy' });
