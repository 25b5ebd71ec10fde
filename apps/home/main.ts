import '@shared/styles/index.css';
import { startApp } from '@shared/app/start-app.ts';
import App from './App.vue';
import { messages } from './messages.ts';

startApp({ app: 'home', root: App, routes: [{ path: '/', component: App }], messages, density: 'roomy' });
