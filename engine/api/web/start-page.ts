/** What is at `/` where no web application was built: what to do next, in both languages, and sign-in by one click for the demo. */
import type { Middleware } from 'koa';
import { listDemoAccounts } from '../../store/people/credentials.ts';
import type { Identity } from '../../store/people/identity.ts';
import { offersDemo } from '../routes/sessions/demo.ts';
import type { Services } from '../services.ts';

export function startPage(services: Services): Middleware {
  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return next();
    if (ctx.path === '/start.js') {
      ctx.type = 'text/javascript';
      ctx.body = SCRIPT;
    } else if (ctx.path === '/') {
      const people = offersDemo(ctx, services) ? await listDemoAccounts(services.database) : [];
      ctx.set('Cache-Control', 'no-store');
      ctx.type = 'html';
      ctx.body = page(people);
    } else await next();
  };
}

/** Runs from our own origin, as the content security policy demands. */
const SCRIPT = `document.querySelectorAll('button[data-user]').forEach((button) => {
  button.addEventListener('click', async () => {
    const output = document.querySelector('output');
    const response = await fetch('/api/v1/sessions/demo', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: button.dataset.user }),
    });
    const answer = await response.json();
    output.textContent = response.ok ? answer.user.name + ' ✓ — GET /api/v1/me, /api/v1/tasks' : answer.detail;
  });
});
`;

const STYLE = `body{font:1rem/1.6 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color:#1a1a1a}
code{background:#f0f2f5;padding:.1rem .3rem;border-radius:.2rem}button{font:inherit;min-height:2.75rem;padding:0 1rem;margin:.25rem .5rem .25rem 0}
section{border-top:1px solid #ccc;margin-top:1.5rem}a{color:#0b57d0}`;

function page(people: readonly Identity[]): string {
  return `<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>通办 Tongban</title><style>${STYLE}</style></head>
<body><main>
<h1>通办 Tongban</h1>
<section><h2>服务已启动</h2>
<p>网页应用尚未构建；接口已可使用。下一步：</p>
<ol><li>用 <code>admin</code> 登录：<code>POST /api/v1/sessions</code>（初始密码显示在服务首次启动的终端中）。</li>
<li>部署流程：<code>POST /api/v1/deployments</code>，或 <code>npx tongban deploy 文件.bpmn</code>。</li>
<li>接口说明：<a href="/api/openapi.json">/api/openapi.json</a></li></ol></section>
<section lang="en"><h2>The server is up</h2>
<p>The web applications are not built yet; the API is ready. Next:</p>
<ol><li>Sign in as <code>admin</code>: <code>POST /api/v1/sessions</code> (the first password was printed in the terminal of the first start).</li>
<li>Deploy a process: <code>POST /api/v1/deployments</code>, or <code>npx tongban deploy FILE.bpmn</code>.</li>
<li>API description: <a href="/api/openapi.json">/api/openapi.json</a></li></ol></section>
${people.length > 0 ? demo(people) : ''}
</main></body></html>
`;
}

function demo(people: readonly Identity[]): string {
  const button = ({ id, name, nameEn, roles }: Identity): string =>
    `<button type="button" data-user="${escapeHtml(id)}">${escapeHtml([name, nameEn].filter(Boolean).join(' '))} <small>(${escapeHtml(roles.join(', '))})</small></button>`;
  return `<section><h2>演示登录 <span lang="en">Demo sign-in</span></h2>
<p>仅限本机。<span lang="en">On this machine only.</span></p>${people.map(button).join('\n')}
<p><output aria-live="polite"></output></p><script src="/start.js" defer></script></section>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
