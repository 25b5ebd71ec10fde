import { activate } from '../activate.ts';
import { complete } from '../complete.ts';
import { raiseOnEnter } from '../incidents.ts';
import { sendMessages } from '../send.ts';
import type { Behavior } from './behavior.ts';
import { jobTask } from './job-task.ts';

/** Sends its message and goes on; with a topic, somebody outside does the sending (BPMN 2.0.2 §13.3.3). */
export const sendTask: Behavior = {
  enter(x, id) {
    if (x.node(x.element(id)).job) return jobTask.enter(x, id);
    if (!activate(x, id)) return;
    const sent = sendMessages(x, id);
    if (sent.ok) complete(x, id);
    else raiseOnEnter(x, id, sent.failure);
  },
  resume: jobTask.resume,
};
