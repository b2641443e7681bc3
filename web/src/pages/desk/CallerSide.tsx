import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { client, ok, type Schema } from "@/api/client";
import { keys } from "@/api/queries";
import { Moment, StateBadge } from "@/shell/CaseWords";
import { Panel } from "@/ui/Panel";
import { ArticlesAdvised, Near, PeopleAdvised } from "./Advice";

type Line = Schema["CaseLine"];
const kPhoneDigits = 7;
const kRows = 8;

function Lines({ lines, empty }: { lines: Line[] | undefined; empty: string }) {
  if (!lines || lines.length === 0) return <p className="quiet side-empty">{empty}</p>;
  return (
    <ul className="side-cases">
      {lines.map((line) => (
        <li key={line.id}>
          <Link to={`/cases/${line.id}`} target="_blank">
            <b>{line.title || line.category_name}</b>
            <StateBadge state={line.state} label={line.state_label} />
            <small className="quiet">
              <Moment at={line.opened_at} /> · {[line.place_name, line.lead_name].filter(Boolean).join(" · ")}
            </small>
          </Link>
        </li>
      ))}
    </ul>
  );
}

const isOpen = (line: Line) => !line.closed_at;

interface Props {
  phone: string;
  advice: Schema["Proposal"] | undefined;
  onCite: (article: Schema["ProposedArticle"]) => void;
}

/// What this number brought before, what others have said of the same matter, and what may help.
export function CallerSide({ phone, advice, onCite }: Props) {
  const { t } = useTranslation();
  const digits = phone.replace(/[^\d]/g, "");
  const knowsPhone = digits.length >= kPhoneDigits;
  const earlier = useQuery({
    queryKey: [...keys.lists, "caller", digits],
    queryFn: () =>
      ok(client.GET("/api/v1/search", { params: { query: { q: digits, in: "phone", limit: kRows } } })),
    enabled: knowsPhone,
    retry: false,
  });
  const found = earlier.data?.items;
  const open = found?.filter(isOpen).length ?? 0;
  return (
    <>
      <Panel
        title={t("desk.earlier")}
        flush
        extra={found && found.length > 0 && t("desk.earlierCount", { count: found.length, open })}
      >
        <Lines lines={found} empty={knowsPhone ? t("desk.earlierNone") : t("desk.earlierAsk")} />
      </Panel>
      <Panel title={t("desk.same")} flush>
        <Near cases={advice?.near ?? []} empty={advice ? t("desk.sameNone") : t("desk.sameAsk")} />
      </Panel>
      <ArticlesAdvised articles={advice?.articles ?? []} onCite={onCite} />
      <PeopleAdvised people={advice?.people ?? []} />
    </>
  );
}
