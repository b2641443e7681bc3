import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { client, ok, type Schema } from "@/api/client";
import { keys } from "@/api/queries";
import { Asked } from "@/shell/Trouble";
import { useTimes } from "@/text/words";

const disputedMattersQuery = {
  queryKey: [...keys.lists, "disputed-matters"],
  queryFn: () => ok(client.GET("/api/v1/rulings/matters")),
};

/// Whose it was ruled to be, and the cases in which it was.
function Ruled({ ruled }: { ruled: Schema["RuledFor"] }) {
  const { t } = useTranslation();
  return (
    <details className="ruled">
      <summary>
        {t("dispatch.ruledFor", { unit: ruled.unit_name || ruled.unit, count: ruled.rulings })}
      </summary>
      <ul>
        {ruled.cases.map((id) => (
          <li key={id}>
            <Link className="number" to={`/dispatch?view=disputed&case=${id}`}>
              {id}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}

/// Which matters units dispute most: where the catalogue wants a rule of its own.
export function DisputedMatters() {
  const { t } = useTranslation();
  const times = useTimes();
  const query = useQuery(disputedMattersQuery);
  return (
    <section className="disputed-matters" aria-label={t("dispatch.mattersTitle")}>
      <Asked query={query} rows={1}>
        {({ rulings, since, items }) =>
          since ? (
            <>
              <h3>{t("dispatch.mattersTitle")}</h3>
              <small className="quiet">
                {t("dispatch.mattersSince", { since: times.long(since).slice(0, 10), count: rulings })}
              </small>
              <ol>
                {items.map((matter) => (
                  <li key={matter.category}>
                    <b>{matter.category_name || matter.category}</b>{" "}
                    <span className="number">{t("dispatch.matterRulings", { count: matter.rulings })}</span>
                    {matter.units.map((ruled) => (
                      <Ruled key={ruled.unit} ruled={ruled} />
                    ))}
                  </li>
                ))}
              </ol>
            </>
          ) : (
            <small className="quiet">{t("dispatch.mattersNone")}</small>
          )
        }
      </Asked>
    </section>
  );
}
