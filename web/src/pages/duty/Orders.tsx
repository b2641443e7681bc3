import { useQueries } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type DocumentOf, documentQuery } from "@/api/readDocuments";
import { useMe, useSession } from "@/api/session";
import { DocumentForm } from "@/pages/case/DocumentForm";
import { Due, Moment } from "@/shell/CaseWords";
import { cityIndex } from "@/shell/cityIndex";
import { Nothing } from "@/shell/Trouble";
import { useWords } from "@/text/words";
import { Badge } from "@/ui/Badge";
import { Panel } from "@/ui/Panel";
import { InstructForm } from "./InstructForm";
import { sayShift } from "./say";
import { instructionsOf, kShiftForms, type Shift } from "./shift";

type Order = ReturnType<typeof instructionsOf>[number];

function OrderLine({ shift, order }: { shift: string; order: Order }) {
  const { t } = useTranslation();
  const { city } = useWords();
  const me = useMe();
  const { may } = useSession();
  const { message } = App.useApp();
  const [answering, setAnswering] = useState(false);
  // Whether they may is the server's word; whose it cannot be is not even offered.
  const mayAnswer = may("plan_duty") || (may("finish") && me.unit !== "");
  return (
    <li className="duty-instruction">
      <span className="case-head-top">
        <Badge tone={order.happened_at ? "green" : order.overdue ? "red" : "blue"}>
          {t(order.happened_at ? "duty.done" : order.overdue ? "duty.late" : "duty.pending")}
        </Badge>
        <b>{cityIndex(city).unitName(order.unit)}</b>
        <span className="grow" />
        {order.happened_at ? <Moment at={order.happened_at} /> : <Due dueAt={order.due_at} />}
      </span>
      <p>{order.text}</p>
      <small className="quiet">
        {order.by}
        {order.about && (
          <>
            {" · "}
            <Link to={`/cases/${order.about}`}>{order.about}</Link>
          </>
        )}
      </small>
      {order.result && (
        <blockquote className="duty-remark">
          <p>{order.result}</p>
        </blockquote>
      )}
      {!order.happened_at && mayAnswer && !answering && (
        <Button size="small" onClick={() => setAnswering(true)}>
          {t("duty.followUp")}
        </Button>
      )}
      {answering && !order.happened_at && (
        <DocumentForm
          name="follow_up"
          draft={`duty.${shift}.follow.${order.no}`}
          fields={kShiftForms.follow_up}
          title={t("duty.followUp")}
          document={shift}
          submit={(typed) => sayShift(shift, "follow_up", { ...typed, no: order.no })}
          onDone={() => {
            setAnswering(false);
            void message.success(t("duty.followedUp"));
          }}
          onCancel={() => setAnswering(false)}
        />
      )}
    </li>
  );
}

/// What the leader ordered, today and in earlier shifts, and whether it happened.
export function Orders({ shift }: { shift: DocumentOf<Shift> }) {
  const { t } = useTranslation();
  const { head, body } = shift;
  const orders = instructionsOf(shift);
  const earlier = useQueries({ queries: body.package.instructions.map((id) => documentQuery<Shift>(id)) });
  const before = earlier.flatMap(({ data }) =>
    data
      ? instructionsOf(data)
          .filter((order) => !order.happened_at)
          .map((order) => ({ id: data.head.id, order }))
      : [],
  );
  return (
    <div className="duty-columns">
      <div className="duty-stack">
        <Panel title={t("duty.today")} flush>
          {orders.length === 0 ? (
            <Nothing text={t("duty.noOrders")} />
          ) : (
            <ul>
              {orders.map((order) => (
                <OrderLine key={order.no} shift={head.id} order={order} />
              ))}
            </ul>
          )}
        </Panel>
        {before.length > 0 && (
          <Panel title={t("duty.earlier")} flush>
            <ul>
              {before.map(({ id, order }) => (
                <OrderLine key={`${id}.${order.no}`} shift={id} order={order} />
              ))}
            </ul>
          </Panel>
        )}
      </div>
      <div>
        {body.state === "signed_in" ? (
          <div className="panel duty-form">
            <InstructForm shift={head.id} />
          </div>
        ) : (
          <p className="quiet">{t("duty.signInFirst")}</p>
        )}
      </div>
    </div>
  );
}
