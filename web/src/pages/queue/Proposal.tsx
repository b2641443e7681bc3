import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { client, ok, type Schema } from "@/api/client";
import { cityIndex } from "@/shell/cityIndex";
import { Asked } from "@/shell/Trouble";
import { useWords } from "@/text/words";

export const proposalQuery = (asked: Schema["Propose"]) => ({
  queryKey: ["propose", asked],
  queryFn: () => ok(client.POST("/api/v1/propose", { body: asked })),
  staleTime: 60_000,
});

/// Which unit the catalogue names, by which rule and on what basis.
export function RouteLine({ route }: { route: Schema["Route"] }) {
  const { t } = useTranslation();
  const { city } = useWords();
  const index = cityIndex(city);
  return (
    <div className="route">
      <p>
        <span className="quiet">{t("units.lead")}</span> <b>{route.lead_name || t("proposal.none")}</b>
        {route.assisting.length > 0 && (
          <>
            {" "}
            <span className="quiet">{t("units.assisting")}</span>{" "}
            {route.assisting.map(index.unitName).join("、")}
          </>
        )}
      </p>
      <small className="quiet">
        {t("proposal.why", { rule: route.rule, basis: route.basis || t("proposal.noBasis") })}
      </small>
    </div>
  );
}

interface Props {
  text: string;
  category: string;
  place: string;
}

/// What the catalogue would do with this case, and why, before anybody confirms it.
export function Proposal({ text, category, place }: Props) {
  const { t } = useTranslation();
  const asked: Schema["Propose"] = { text, category: category || undefined, place: place || undefined };
  const query = useQuery(proposalQuery(asked));
  return (
    <section className="panel proposal" aria-label={t("proposal.title")}>
      <Asked query={query} rows={1}>
        {(proposal) => <RouteLine route={proposal.route} />}
      </Asked>
    </section>
  );
}
