import { useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApiError, asApiError } from "@/api/errors";
import { keys } from "@/api/queries";
import { type DocumentOf, isPerson, namesIn, textOf } from "@/api/readDocuments";
import { useMe } from "@/api/session";
import { DocumentForm } from "@/pages/case/DocumentForm";
import { Due, Moment } from "@/shell/CaseWords";
import { Trouble } from "@/shell/Trouble";
import { useTimes } from "@/text/words";
import { Badge } from "@/ui/Badge";
import { Panel } from "@/ui/Panel";
import { askOf, kSteps, kTones, type Offer, shareLeft } from "./bodies";
import { Matter } from "./Matter";
import { Steps } from "./Steps";
import { openMediation, sayOffer } from "./say";

/// Why it is this person: the points of each preference, as they were counted then.
function Why({ offer }: { offer: DocumentOf<Offer> }) {
  const { t, i18n } = useTranslation();
  const ask = askOf(offer);
  if (!ask) return null;
  const { chosen } = ask;
  const free = t as (key: string) => string;
  return (
    <Panel
      title={t("mediation.why")}
      extra={!chosen.by_hand && t("mediation.points", { count: chosen.points })}
    >
      {chosen.by_hand ? (
        <p>{t("mediation.byHand")}</p>
      ) : (
        <ul className="reasons">
          {chosen.reasons.map((reason) => (
            <li key={reason.kind}>
              <span>
                {i18n.exists(`mediation.reason.${reason.kind}`)
                  ? free(`mediation.reason.${reason.kind}`)
                  : reason.kind}
              </span>
              <span className="clock-bar" aria-hidden="true">
                <i style={{ width: `${(100 * reason.points) / Math.max(1, reason.points_max)}%` }} />
              </span>
              <span className="number">
                {reason.points} / {reason.points_max}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

interface Props {
  offer: DocumentOf<Offer>;
  onMediation: (id: string) => void;
}

/// One offer: what is asked, how much time there is to answer, and what follows from a yes.
export function OfferView({ offer, onMediation }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const times = useTimes();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const [form, setForm] = useState<"decline_offer" | "end_offer" | "open_mediation" | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const { head, body } = offer;
  const ask = askOf(offer);
  const nameOf = namesIn(offer);
  const isMine = isPerson(ask?.chosen.person ?? "", me);
  const left = ask ? shareLeft(ask.asked_at, ask.answer_by, times.now) : 0;

  const accept = async () => {
    setBusy(true);
    setError(null);
    try {
      await sayOffer(head.id, "accept", {});
      void message.success(t("mediation.accepted"));
    } catch (fault) {
      setError(asApiError(fault));
    } finally {
      setBusy(false);
      void cache.invalidateQueries({ queryKey: keys.caseAll(head.id) });
      // Who has taken it on sees what it is about.
      void cache.invalidateQueries({ queryKey: keys.caseAll(body.about) });
      void cache.invalidateQueries({ queryKey: keys.lists });
    }
  };

  return (
    <article className="mediation-view" aria-label={t("mediation.offer")}>
      <div className="panel mediation-head">
        <span className="mediation-row-top">
          <Badge tone={kTones[body.state]}>{t(`mediation.state.${body.state}`)}</Badge>
          {body.urgent && <Badge tone="red">{t("case.urgent")}</Badge>}
          <span className="quiet">
            {isMine
              ? t("mediation.askedYou")
              : t("mediation.askedOther", { person: nameOf(ask?.chosen.person ?? "") })}
          </span>
        </span>
        <h2>{textOf(offer.timeline, "offer_made", "text") || t("mediation.offer")}</h2>
        {body.state === "asked" && ask && (
          <p className="mediation-left">
            <span>{t("mediation.answerBy", { time: times.short(ask.answer_by) })}</span>
            <span className="clock-bar" aria-hidden="true">
              <i style={{ width: `${left * 100}%` }} className={left < 0.25 ? "is-late" : ""} />
            </span>
            <Due dueAt={ask.answer_by} startedAt={ask.asked_at} />
          </p>
        )}
        {error && <Trouble error={error} />}
        <div className="action-row">
          {body.state === "asked" && (
            <>
              <Button type="primary" size="large" loading={busy} onClick={() => void accept()}>
                {t("mediation.accept")}
              </Button>
              <Button
                size="large"
                aria-expanded={form === "decline_offer"}
                onClick={() => setForm("decline_offer")}
              >
                {t("mediation.decline")}
              </Button>
            </>
          )}
          {body.state === "accepted" && (
            <>
              <Button
                type="primary"
                aria-expanded={form === "open_mediation"}
                onClick={() => setForm("open_mediation")}
              >
                {t("mediation.open")}
              </Button>
              <Button aria-expanded={form === "end_offer"} onClick={() => setForm("end_offer")}>
                {t("mediation.end")}
              </Button>
            </>
          )}
        </div>
        {form === "decline_offer" && body.state === "asked" && (
          <DocumentForm
            name="decline_offer"
            draft={`offer.${head.id}.decline`}
            fields={kSteps.decline_offer}
            title={t("mediation.decline")}
            document={head.id}
            submit={(typed) => sayOffer(head.id, "decline", typed)}
            onDone={() => {
              setForm(null);
              void message.success(t("mediation.declined"));
            }}
            onCancel={() => setForm(null)}
          />
        )}
        {form === "end_offer" && body.state === "accepted" && (
          <DocumentForm
            name="end_offer"
            draft={`offer.${head.id}.end`}
            fields={kSteps.end_offer}
            title={t("mediation.end")}
            document={head.id}
            submit={(typed) => sayOffer(head.id, "end", typed)}
            onDone={() => setForm(null)}
            onCancel={() => setForm(null)}
          />
        )}
        {form === "open_mediation" && body.state === "accepted" && ask && (
          <DocumentForm
            name="open_mediation"
            draft={`offer.${head.id}.open`}
            fields={kSteps.open_mediation}
            title={t("mediation.open")}
            document={head.id}
            submit={async (typed) => {
              const parties = String(typed.parties ?? "");
              const made = await openMediation({ about: body.about, mediator: ask.chosen.person, parties });
              onMediation(made.id);
            }}
            onCancel={() => setForm(null)}
          />
        )}
      </div>
      <Matter id={body.about} />
      <Why offer={offer} />
      {body.asks.length > 1 && (
        <Panel title={t("mediation.asked")}>
          <ol className="steps">
            {body.asks.map((each) => (
              <li key={each.asked_at + each.chosen.person}>
                <Moment at={each.asked_at} />
                <div>
                  <b>{nameOf(each.chosen.person)}</b>{" "}
                  <span className="quiet">{t(`mediation.outcome.${each.outcome}`)}</span>
                </div>
              </li>
            ))}
          </ol>
        </Panel>
      )}
      <Steps steps={offer.timeline} />
    </article>
  );
}
