import { useQueryClient } from "@tanstack/react-query";
import { Button, Input, Popover } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { client, ok, type Schema } from "@/api/client";
import { type ApiError, asApiError } from "@/api/errors";
import { keys } from "@/api/queries";
import { articlePath } from "@/pages/knowledge/articles";
import { Moment } from "@/shell/CaseWords";
import { CityMap } from "@/shell/CityMap";
import { cityIndex } from "@/shell/cityIndex";
import { Trouble } from "@/shell/Trouble";
import { nameOf } from "@/text/actor";
import { useWords } from "@/text/words";
import { Fact, Facts } from "@/ui/Fact";
import { LongText } from "@/ui/LongText";
import { Panel } from "@/ui/Panel";

type Case = Schema["Case"];

/// Asks why, says that it is recorded, and shows the number for as long as this page is open.
function Unmask({ shown, onSeen }: { shown: Case; onSeen: (caller: Schema["Caller"]) => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [reason, setReason] = useState("");
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const look = async () => {
    if (!reason.trim()) return;
    setBusy(true);
    setError(null);
    try {
      const person = await ok(
        client.POST("/api/v1/cases/{id}/unmask", {
          params: { path: { id: shown.id } },
          body: { field: "caller", reason: reason.trim() },
        }),
      );
      onSeen(person.caller);
      void cache.invalidateQueries({ queryKey: keys.caseAll(shown.id) });
    } catch (fault) {
      setError(asApiError(fault));
    } finally {
      setBusy(false);
    }
  };
  const form = (
    <form
      className="unmask"
      onSubmit={(event) => {
        event.preventDefault();
        void look();
      }}
    >
      <p>{t("person.recorded")}</p>
      {error && <Trouble error={error} />}
      <Input
        value={reason}
        maxLength={200}
        autoFocus
        aria-label={t("person.reason")}
        placeholder={t("person.reason")}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button type="primary" htmlType="submit" loading={busy} disabled={!reason.trim()}>
        {t("person.look")}
      </Button>
    </form>
  );
  return (
    <Popover content={form} trigger="click" placement="bottomLeft" destroyOnHidden>
      <Button size="small">{t("person.unmask")}</Button>
    </Popover>
  );
}

function Person({ shown }: { shown: Case }) {
  const { t } = useTranslation();
  const [seen, setSeen] = useState<Schema["Caller"] | null>(null);
  const mayUnmask = shown.actions.some((action) => action.name === "unmask" && action.allowed);
  if (shown.person === "hidden") return <p className="quiet">{t("person.hidden")}</p>;
  if (shown.person === "erased") return <p className="quiet">{t("person.erased")}</p>;
  const caller = seen ?? shown.caller;
  if (!caller || !Object.values(caller).some(Boolean)) return <p className="quiet">{t("person.unknown")}</p>;
  return (
    <>
      <Facts columns={1}>
        <Fact name={t("person.name")}>
          {[caller.name, caller.sex, caller.enterprise].filter(Boolean).join(" · ")}
        </Fact>
        <Fact name={t("person.phone")}>
          {caller.phone && <span className={seen ? "phone is-clear" : "phone"}>{caller.phone}</span>}
        </Fact>
        <Fact name={t("person.otherContact")}>{caller.other_contact}</Fact>
        <Fact name={t("person.tags")}>{caller.tags}</Fact>
      </Facts>
      {seen ? (
        <p className="quiet">{t("person.seen")}</p>
      ) : (
        mayUnmask && <Unmask shown={shown} onSeen={setSeen} />
      )}
    </>
  );
}

function Related({ shown }: { shown: Case }) {
  const { t } = useTranslation();
  const of = (name: string, ids: (string | undefined)[]) => {
    const known = ids.filter((id): id is string => !!id);
    return (
      known.length > 0 && (
        <Fact name={name}>
          {known.map((id) => (
            <Link key={id} to={`/cases/${id}`} className="number">
              {id}{" "}
            </Link>
          ))}
        </Fact>
      )
    );
  };
  return (
    <>
      {of(t("case.mergedInto"), [shown.merged_into])}
      {of(t("case.mergedChildren"), shown.merged_children)}
      {of(t("case.reopens"), [shown.reopens])}
      {of(t("case.splitFrom"), [shown.split_from])}
      {of(t("case.splitChildren"), shown.split_children)}
    </>
  );
}

export function CaseFacts({ shown }: { shown: Case }) {
  const { t } = useTranslation();
  const { city, label } = useWords();
  const index = cityIndex(city);
  const declined = city?.decline_reasons.find((each) => each.code === shown.decline_reason);
  const handedTo = city?.hand_over_targets.find((each) => each.code === shown.hand_over_target);
  const category = index.category(shown.category);
  return (
    <>
      <Panel title={t("case.matter")}>
        {shown.narrative ? (
          <>
            <LongText
              className="narrative"
              label={t("case.matter")}
              text={shown.narrative.content || shown.narrative.title}
            />
            {shown.narrative.wish && (
              <p className="wish">
                <b>{t("case.wish")}</b> {shown.narrative.wish}
              </p>
            )}
          </>
        ) : (
          <p className="quiet">{t("case.erasedText")}</p>
        )}
        <Facts>
          <Fact name={t("case.category")}>
            {category ? `${category.level2} / ${category.name}` : shown.category_name}
          </Fact>
          <Fact name={t("case.place")}>{index.wayOf(shown.place).join(" / ") || shown.place_name}</Fact>
          <Fact name={t("case.address")}>{shown.narrative?.address}</Fact>
          <Fact name={t("case.point")}>
            {shown.point && `${shown.point.lon.toFixed(5)}, ${shown.point.lat.toFixed(5)}`}
          </Fact>
          <Fact name={t("case.openedBy")}>
            {shown.opened_by.kind === "user" ? nameOf(shown.opened_by) : shown.opened_by.kind_label}
          </Fact>
          <Fact name={t("case.source")}>
            {shown.source_system && `${shown.source_system} ${shown.source_id}`}
          </Fact>
          <Fact name={t("case.closedAt")}>{shown.closed_at && <Moment at={shown.closed_at} />}</Fact>
          <Fact name={t("case.solved")}>{shown.solved && label("verdict", shown.solved)}</Fact>
          <Fact name={t("case.satisfied")}>{shown.satisfied && label("satisfaction", shown.satisfied)}</Fact>
          <Fact name={t("case.declineReason")}>{declined?.name ?? shown.decline_reason}</Fact>
          <Fact name={t("case.properChannel")}>{declined?.proper_channel}</Fact>
          <Fact name={t("case.handOver")}>{handedTo?.name ?? shown.hand_over_target}</Fact>
          <Fact name={t("case.article")}>
            {shown.article && <Link to={articlePath(shown.article)}>{shown.article}</Link>}
          </Fact>
          <Related shown={shown} />
        </Facts>
        {shown.point && (
          <div className="case-map">
            <CityMap point={shown.point} />
          </div>
        )}
      </Panel>
      <Panel title={t("case.person")}>
        <Person shown={shown} key={shown.id} />
      </Panel>
    </>
  );
}
