import { useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApiError, asApiError } from "@/api/errors";
import { keys } from "@/api/queries";
import type { DocumentOf } from "@/api/readDocuments";
import { useMe } from "@/api/session";
import { Moment } from "@/shell/CaseWords";
import { cityIndex } from "@/shell/cityIndex";
import { Trouble } from "@/shell/Trouble";
import { useTimes, useWords } from "@/text/words";
import { Badge } from "@/ui/Badge";
import { sayShift } from "./say";
import { callsOf, instructionsOf, kShiftTones, type Shift } from "./shift";

/// Whose day it is, and the day in four numbers.
export function ShiftHead({ shift }: { shift: DocumentOf<Shift> }) {
  const { t } = useTranslation();
  const me = useMe();
  const times = useTimes();
  const { city } = useWords();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const { head, body } = shift;
  const calls = callsOf(body);
  const orders = instructionsOf(shift);
  const isMine = body.leader === me.id;
  const signed = shift.timeline.find((step) => step.kind === "shift_signed_in");

  const signIn = async () => {
    setBusy(true);
    setError(null);
    try {
      await sayShift(head.id, "sign_in", {});
      void message.success(t("duty.signedIn"));
    } catch (fault) {
      setError(asApiError(fault));
    } finally {
      setBusy(false);
      void cache.invalidateQueries({ queryKey: keys.caseAll(head.id) });
    }
  };

  return (
    <header className="panel duty-head">
      <div className="duty-who">
        <span className="case-head-top">
          <Badge tone={kShiftTones[body.state]}>{t(`duty.state.${body.state}`)}</Badge>
          {body.is_guest && <Badge tone="violet">{t("duty.guest")}</Badge>}
          <span className="quiet number">
            {times.short(body.from)} – {times.short(body.to)}
          </span>
        </span>
        <h2>{cityIndex(city).unitName(body.unit)}</h2>
        <p className="quiet">
          {signed ? (
            <>
              {signed.actor.name} · {t("duty.signedInAt")} <Moment at={body.signed_in_at ?? undefined} />
            </>
          ) : (
            t("duty.leader", { name: isMine ? me.name : body.leader })
          )}
        </p>
      </div>
      <dl className="duty-figures">
        <div>
          <dt>{t("duty.open")}</dt>
          <dd>{body.package.open_count}</dd>
        </div>
        <div className={body.package.overdue_count > 0 ? "is-late" : ""}>
          <dt>{t("duty.overdue")}</dt>
          <dd>{body.package.overdue_count}</dd>
        </div>
        <div>
          <dt>{t("duty.called")}</dt>
          <dd>
            {calls.filter((call) => call.isDone).length}
            <small> / {calls.length}</small>
          </dd>
        </div>
        <div>
          <dt>{t("duty.happened")}</dt>
          <dd>
            {orders.filter((order) => order.happened_at).length}
            <small> / {orders.length}</small>
          </dd>
        </div>
      </dl>
      {body.state === "planned" && isMine && (
        <Button type="primary" size="large" loading={busy} onClick={() => void signIn()}>
          {t("duty.signIn")}
        </Button>
      )}
      {error && <Trouble error={error} retry={() => void signIn()} />}
    </header>
  );
}
