import fc from 'fast-check';
import { compileModel } from '../../engine/model/compile.ts';
import { bpmn } from '../support/bpmn.ts';
import { drawing, renderDrawing } from './unstructured.ts';
import { Case } from '../core/harness.ts';
import { Reference } from './reference.ts';
let n=0;
for (const nodes of fc.sample(drawing, { numRuns: 300, seed: 1 })) {
  const t0=Date.now();
  const { graphs, problems } = await compileModel(bpmn(renderDrawing(nodes)));
  const t1=Date.now();
  if (t1-t0>300) console.log('compile', t1-t0, JSON.stringify(nodes));
  if (!graphs[0] || problems.some(p=>p.severity==='error')) continue;
  n++;
  const f={f0:false,f1:true,f2:false};
  const r=new Reference(graphs[0], f);
  const t2=Date.now();
  if (t2-t1>300) console.log('reference', t2-t1, renderDrawing(nodes));
  console.error('core', n);
  new Case(graphs[0], {variables:f, limits:{moves:300,loopItems:10,callDepth:5}});
  const t3=Date.now();
  if (t3-t2>300) console.log('core', t3-t2, renderDrawing(nodes));
}
console.log(n);
