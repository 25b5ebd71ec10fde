/** A conversation about orders of customers: both numbers together say which one it is. */
export const ORDER_CONVERSATION = `<message id="mOrder" name="order"/><message id="mPaid" name="paid"/><message id="mOther" name="other"/>
  <correlationProperty id="pOrder"><correlationPropertyRetrievalExpression id="r1" messageRef="mOrder"><messagePath xsi:type="tFormalExpression">order.id</messagePath></correlationPropertyRetrievalExpression>
    <correlationPropertyRetrievalExpression id="r2" messageRef="mPaid"><messagePath xsi:type="tFormalExpression">reference</messagePath></correlationPropertyRetrievalExpression></correlationProperty>
  <correlationProperty id="pCustomer"><correlationPropertyRetrievalExpression id="r3" messageRef="mOrder"><messagePath xsi:type="tFormalExpression">customer</messagePath></correlationPropertyRetrievalExpression>
    <correlationPropertyRetrievalExpression id="r4" messageRef="mPaid"><messagePath xsi:type="tFormalExpression">payer</messagePath></correlationPropertyRetrievalExpression></correlationProperty>
  <collaboration id="co"><participant id="p1" name="shop"/><correlationKey id="kOrder" name="order"><correlationPropertyRef>pOrder</correlationPropertyRef><correlationPropertyRef>pCustomer</correlationPropertyRef></correlationKey></collaboration>`;

/** In a process: it expects what these expressions over its variables give. */
export const subscribed = (order: string, customer: string): string =>
  `<correlationSubscription id="cs" correlationKeyRef="kOrder">
    <correlationPropertyBinding id="b1" correlationPropertyRef="pOrder"><dataPath xsi:type="tFormalExpression">${order}</dataPath></correlationPropertyBinding>
    <correlationPropertyBinding id="b2" correlationPropertyRef="pCustomer"><dataPath xsi:type="tFormalExpression">${customer}</dataPath></correlationPropertyBinding>
  </correlationSubscription>`;
