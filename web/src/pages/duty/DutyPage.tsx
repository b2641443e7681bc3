import { useQueries, useQuery } from "@tanstack/react-query";
import { Segmented, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { type DocumentOf, documentQuery, documentsQuery } from "@/api/readDocuments";
import { useMe } from "@/api/session";
import { cityIndex } from "@/shell/cityIndex";
import { Asked, Nothing } from "@/shell/Trouble";
import { useTimes, useWords } from "@/text/words";
import { Calls } from "./Calls";
import "./duty.css";
import { Log } from "./Log";
import { Orders } from "./Orders";
import { Package } from "./Package";
import { ShiftHead } from "./ShiftHead";
import { callsOf, instructionsOf, notesOf, type Shift, toReview } from "./shift";

const kShiftsMax = 60;
const kTabs = ["package", "calls", "orders", "log"] as const;
type Tab = (typeof kTabs)[number];

/// The one that matters now: mine before others, one that goes on before one that comes, then by time.
export function byNearness(shifts: DocumentOf<Shift>[], me: string): DocumentOf<Shift>[] {
  const rank = ({ body }: DocumentOf<Shift>) =>
    (body.leader === me ? 0 : 4) + (body.state === "signed_in" ? 0 : body.state === "planned" ? 1 : 2);
  return [...shifts].sort((a, b) => rank(a) - rank(b) || Date.parse(a.body.from) - Date.parse(b.body.from));
}

function One({ shift, tab, onTab }: { shift: DocumentOf<Shift>; tab: Tab; onTab: (tab: Tab) => void }) {
  const { t } = useTranslation();
  const { body } = shift;
  const open = instructionsOf(shift).filter((each) => !each.happened_at).length;
  const called = callsOf(body).filter((each) => each.isDone).length;
  const counts: Record<Tab, string> = {
    package: String(toReview(body).length),
    calls: `${called}/${callsOf(body).length}`,
    orders: String(open),
    log: String(notesOf(shift).length),
  };
  return (
    <article className="duty-shift" aria-label={t("menu.duty")}>
      <ShiftHead shift={shift} />
      <Segmented
        className="duty-tabs"
        value={tab}
        onChange={(next) => onTab(next as Tab)}
        options={kTabs.map((name) => ({
          value: name,
          label: (
            <span className="view-name">
              {t(`duty.tab.${name}`)}
              <em>{counts[name]}</em>
            </span>
          ),
        }))}
      />
      {tab === "package" && <Package shift={shift} />}
      {tab === "calls" && <Calls shift={shift} />}
      {tab === "orders" && <Orders shift={shift} />}
      {tab === "log" && <Log shift={shift} />}
    </article>
  );
}

/// The leader's duty day, on the leader's tablet and on the screen of the agent beside; both see each entry at
/// once. Shift, tab and case stand in the address.
export default function DutyPage() {
  const { t } = useTranslation();
  const me = useMe();
  const times = useTimes();
  const { city } = useWords();
  const [search, setSearch] = useSearchParams();
  const list = useQuery(documentsQuery({ kind: "duty_shift", open: true, limit: kShiftsMax }));
  const heads = list.data?.items ?? [];
  const documents = useQueries({ queries: heads.map((head) => documentQuery<Shift>(head.id)) });
  const isReady = list.data !== undefined && documents.every((each) => !each.isPending);
  const shifts = byNearness(
    documents.flatMap(({ data }) => data ?? []),
    me.id,
  );
  const chosen = search.get("shift") ?? shifts[0]?.head.id;
  const shown = useQuery({ ...documentQuery<Shift>(chosen ?? ""), enabled: !!chosen });
  const tab = kTabs.find((name) => name === search.get("tab")) ?? "package";
  const index = cityIndex(city);

  if (isReady && !chosen) return <Nothing text={t("duty.none")} />;
  return (
    <div className="duty">
      {shifts.length > 1 && (
        <Select
          className="duty-choose"
          aria-label={t("duty.choose")}
          value={chosen}
          onChange={(shift: string) => setSearch({ shift, tab }, { replace: true })}
          options={shifts.map(({ head, body }) => ({
            value: head.id,
            label: [
              index.unitName(body.unit),
              times.short(body.from),
              t(`duty.state.${body.state}`),
              body.leader === me.id ? t("duty.mine") : "",
            ]
              .filter(Boolean)
              .join(" · "),
          }))}
        />
      )}
      <Asked
        query={{ ...shown, data: isReady ? shown.data : undefined, error: list.error ?? shown.error }}
        rows={12}
      >
        {(shift) => (
          <One
            key={shift.head.id}
            shift={shift}
            tab={tab}
            onTab={(next) => setSearch({ shift: shift.head.id, tab: next }, { replace: true })}
          />
        )}
      </Asked>
    </div>
  );
}
