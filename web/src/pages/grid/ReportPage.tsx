import { Button, Input, Skeleton, Switch } from "antd";
import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { useMe } from "@/api/session";
import { CategorySelect } from "@/shell/CitySelect";
import { useHere } from "./cells";
import { Mobilise } from "./Mobilise";
import { type Lack, lacksOf, newReport, type ReportEntry } from "./outbox";
import { useOutbox } from "./outboxContext";
import { Photos } from "./Photos";
import { useEntry } from "./useEntry";
import { usePosition } from "./usePosition";
import { Where } from "./Where";

function Form({ first }: { first: ReportEntry }) {
  const { t } = useTranslation();
  const { send, isOnline } = useOutbox();
  const go = useNavigate();
  const id = useId();
  const { entry, change, addPhotos, removePhoto } = useEntry(first);
  const [scaling, setScaling] = useState(false);
  const [lacks, setLacks] = useState<Lack[]>([]);
  const content = useRef<HTMLTextAreaElement>(null);
  const position = usePosition();
  const wantsPosition = useRef(first.draft.point === undefined);
  const { draft } = entry;
  const here = useHere(draft.point);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new position is news
  useEffect(() => {
    if (!position.point || !wantsPosition.current) return;
    wantsPosition.current = false;
    change({ point: position.point, accuracy: position.accuracy });
  }, [position.point]);

  const submit = async () => {
    if (scaling) return;
    const missing = lacksOf(entry);
    setLacks(missing);
    if (missing.length > 0) {
      if (missing[0] === "content") content.current?.focus();
      return;
    }
    await send(entry);
    void go("/grid/sent");
  };

  return (
    <form
      className="grid-write"
      aria-label={t("grid.report")}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Photos entry={entry} onAdd={addPhotos} onRemove={removePhoto} onBusy={setScaling} />
      <div className="grid-field">
        <label htmlFor={`${id}-content`}>{t("grid.content")}</label>
        <Input.TextArea
          id={`${id}-content`}
          ref={(field) => {
            content.current = field?.resizableTextArea?.textArea ?? null;
          }}
          value={draft.content}
          autoSize={{ minRows: 3, maxRows: 10 }}
          maxLength={5000}
          status={lacks.includes("content") && !draft.content.trim() ? "error" : undefined}
          placeholder={t("grid.contentHint")}
          onChange={(event) => change({ content: event.target.value })}
        />
        {lacks.includes("content") && !draft.content.trim() && (
          <small role="alert" className="missing">
            {t("form.needed")}
          </small>
        )}
      </div>
      <Where
        point={draft.point}
        accuracy={draft.accuracy}
        position={position}
        here={here}
        missing={lacks.includes("point")}
        place={draft.place}
        onPlace={(place) => change({ place })}
        onAsk={() => {
          wantsPosition.current = true;
          position.ask();
        }}
        onPick={(point) => change({ point, accuracy: undefined })}
      />
      <div className="grid-field">
        <label htmlFor={`${id}-address`}>{t("grid.address")}</label>
        <Input
          id={`${id}-address`}
          size="large"
          value={draft.address}
          maxLength={200}
          placeholder={t("desk.addressHint")}
          onChange={(event) => change({ address: event.target.value })}
        />
      </div>
      <Mobilise units={draft.units} here={here} onChange={(units) => change({ units })} />
      <div className="grid-field">
        <label htmlFor={`${id}-category`}>{t("grid.category")}</label>
        <CategorySelect
          id={`${id}-category`}
          value={draft.category}
          onChange={(category) => change({ category: (category as string | undefined) ?? "" })}
          placeholder={t("grid.categoryHint")}
        />
      </div>
      <label className="grid-urgent" htmlFor={`${id}-urgent`}>
        <span>
          <b>{t("case.urgent")}</b>
          <small>{t("grid.urgentHint")}</small>
        </span>
        <Switch id={`${id}-urgent`} checked={draft.urgent} onChange={(urgent) => change({ urgent })} />
      </label>
      <div className="grid-send">
        <Button type="primary" htmlType="submit" size="large" block loading={scaling}>
          {draft.units.length > 0
            ? t("grid.sendTo", { count: draft.units.length })
            : t("grid.sendByCatalogue")}
        </Button>
        <small className="quiet">{t(isOnline ? "grid.kept" : "grid.keptOffline")}</small>
      </div>
    </form>
  );
}

/// What she sees, with photo and position, and whom she calls together: written once, goes up once.
export default function ReportPage() {
  const me = useMe();
  const { entries } = useOutbox();
  const [search] = useSearchParams();
  const [first, setFirst] = useState<ReportEntry | undefined>(undefined);
  useEffect(() => {
    if (!entries || first) return;
    const begun = entries.find(
      (entry): entry is ReportEntry => entry.kind === "report" && entry.state === "draft",
    );
    const fresh = newReport(me.id, Date.now());
    fresh.draft.content = search.get("content") ?? "";
    setFirst(begun ?? fresh);
  }, [entries, first, me.id, search]);
  return first ? <Form first={first} /> : <Skeleton active className="waiting" />;
}
