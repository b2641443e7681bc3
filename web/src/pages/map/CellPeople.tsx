import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { client, ok } from "@/api/client";
import { Asked, Nothing } from "@/shell/Trouble";
import { Badge } from "@/ui/Badge";
import { Panel } from "@/ui/Panel";
import type { MapPoint } from "@/ui/VectorMap";

/// Which cell a point lies in, and who stands there, the nearest first.
export function CellPeople({ point, onClose }: { point: MapPoint; onClose: () => void }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ["grid-lookup", point.lon, point.lat],
    queryFn: () => ok(client.GET("/api/v1/grid/lookup", { params: { query: point } })),
    staleTime: 60_000,
  });
  return (
    <Asked query={query} rows={3}>
      {(answer) => (
        <Panel
          title={answer.cell?.name ?? t("map.noCell")}
          extra={
            <Button size="small" type="text" onClick={onClose}>
              {t("map.close")}
            </Button>
          }
        >
          <p className="quiet">
            {[answer.district_name, answer.street_name, answer.cell?.community_name]
              .filter(Boolean)
              .join(" / ")}
          </p>
          {answer.people.length === 0 ? (
            <Nothing text={t("map.nobody")} />
          ) : (
            <ul className="cell-people">
              {answer.people.slice(0, 12).map(({ person, line_name }) => (
                <li key={`${person.code}${line_name}`}>
                  <b>{person.name}</b> <span className="quiet">{line_name || person.kind_label}</span>
                  <Badge tone={person.at_work ? "green" : "grey"}>
                    {t(person.at_work ? "map.atWork" : "map.offWork")}
                  </Badge>
                  <span className="phone">{person.phone}</span>
                </li>
              ))}
            </ul>
          )}
        </Panel>
      )}
    </Asked>
  );
}
