import { flowIf, flows, graphOf } from '../support/bpmn.ts';
import { definitionsOf } from './harness.ts';
import { step } from '../../engine/core/step.ts';
import type { InstanceState } from '../../engine/core/state.ts';
const g = await graphOf(`<startEvent id="start"/><userTask id="a"/><exclusiveGateway id="x" default="x_c"/><userTask id="b"/><userTask id="c"/><boundaryEvent id="t" attachedToRef="b"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="end"/>${flows('start a x c end','b end','t end')}${flowIf('x','b','amount > 100')}`);
const definitions = definitionsOf(g);
let n=0; const env={now: 1, newId:()=>`id-${++n}`};
const vars = Object.fromEntries(Array.from({length:20},(_,i)=>[`v${i}`, 'x'.repeat(20)]));
const start = () => { const r=step({definitions, env, state:null, trigger:{kind:'start',instanceId:'c',definitionId:`${g.key}:1`,businessKey:null,initiator:null,variables:{...vars,amount:500}}}); if(!r.ok) throw 1; return r.value.state; };
const s: InstanceState = start();
const el = Object.values(s.elements).find(e=>e.node!==0)!.id;
const run=(k:number)=>{const t=process.hrtime.bigint(); for(let i=0;i<k;i++) step({definitions, env, state:s, trigger:{kind:'completeElement',element:el,variables:{approved:true}}}); return Number(process.hrtime.bigint()-t)/1000/k;};
run(50000); console.log('complete→gateway→user task with timer', run(100000).toFixed(2),'µs');
const run2=(k:number)=>{const t=process.hrtime.bigint(); for(let i=0;i<k;i++) start(); return Number(process.hrtime.bigint()-t)/1000/k;};
run2(20000); console.log('start', run2(50000).toFixed(2),'µs');
const m = await graphOf(`<startEvent id="start"/><userTask id="v"><multiInstanceLoopCharacteristics tb:collection="=list" tb:elementVariable="e" tb:outputCollection="o" tb:outputElement="=r"/></userTask>${flows('start v')}`);
const dm = definitionsOf(m);
for (const size of [100,5000]) {
 const t0=performance.now();
 const r=step({definitions:dm, env, state:null, trigger:{kind:'start',instanceId:'c',definitionId:`${g.key}:1`,businessKey:null,initiator:null,variables:{list:Array.from({length:size},(_,i)=>i)}}}); if(!r.ok) throw 1;
 const t1=performance.now();
 let st=r.value.state; const ids=Object.values(st.elements).filter(e=>e.item!==undefined).map(e=>e.id);
 for(const id of ids.slice(0,100)){const q=step({definitions:dm,env,state:st,trigger:{kind:'completeElement',element:id,variables:{r:1}}}); if(!q.ok) throw 1; st=q.value.state;}
 console.log(size,'start',(t1-t0).toFixed(1),'ms; per item', ((performance.now()-t1)/100*1000).toFixed(0),'µs');
}
const p = await graphOf(`<startEvent id="start"/><task id="v"><multiInstanceLoopCharacteristics tb:collection="=list" tb:outputCollection="o" tb:outputElement="=loopCounter"/></task>${flows('start v')}`);
const t0=performance.now();
const r=step({definitions:definitionsOf(p), env, state:null, trigger:{kind:'start',instanceId:'c',definitionId:`${g.key}:1`,businessKey:null,initiator:null,variables:{list:Array.from({length:20000},(_,i)=>i)}}}); if(!r.ok) throw 1;
console.log('20000 pass items', (performance.now()-t0).toFixed(0),'ms', r.value.state.status);
