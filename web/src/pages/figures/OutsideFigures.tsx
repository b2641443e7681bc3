import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, ok, type Schema } from "@/api/client";
import { keys } from "@/api/queries";
import { Moment } from "@/shell/CaseWords";
import { Asked, Nothing, Trouble } from "@/shell/Trouble";
import { Panel } from "@/ui/Panel";
import { periodOf } from "./figures";

/// What others count, a number a day; a later report corrects an earlier one.
const kOutside = ["petitions", "wechat_follows", "calls_asked", "calls_answered"] as const;

const kFollowMs = 500;

/// Numbers that the platform cannot count itself, with who entered them.
export function OutsideFigures({ today }: { today: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const { from, to } = periodOf("days30", today);
  const [typed, setTyped] = useState<{ figure: string; day: string; value: number | null }>({
    figure: "petitions",
    day: today,
    value: null,
  });
  const report = useMutation({
    mutationFn: (body: Schema["OutsideFigure"]) => ok(client.POST("/api/v1/outside-figures", { body })),
    onSuccess: () => {
      void message.success(t("figures.outside.done"));
      setTyped((before) => ({ ...before, value: null }));
      void cache.invalidateQueries({ queryKey: keys.lists });
    },
  });
  const said = report.data;
  const query = useQuery({
    queryKey: [...keys.lists, "outside", from, to],
    queryFn: () => ok(client.GET("/api/v1/outside-figures", { params: { query: { from, to } } })),
    // The figures follow the journal within a second: ask until what was reported is among them.
    refetchInterval: ({ state }) =>
      said && !state.data?.items.some((line) => line.figure === said.figure && line.value === said.value)
        ? kFollowMs
        : false,
  });
  return (
    <Panel title={t("figures.outside.title")} extra={t("figures.outside.hint")}>
      {report.error && <Trouble error={report.error} />}
      <form
        className="outside-form"
        aria-label={t("figures.outside.title")}
        onSubmit={(event) => {
          event.preventDefault();
          const { value } = typed;
          if (value !== null) report.mutate({ ...typed, value });
        }}
      >
        <Select
          aria-label={t("figures.metric")}
          value={typed.figure}
          onChange={(figure: string) => setTyped({ ...typed, figure })}
          options={kOutside.map((code) => ({ value: code, label: t(`figures.outside.of.${code}`) }))}
        />
        <input
          type="date"
          className="time-field"
          aria-label={t("figures.day")}
          value={typed.day}
          max={today}
          onChange={(event) => setTyped({ ...typed, day: event.target.value })}
        />
        <InputNumber
          aria-label={t("figures.value")}
          min={0}
          precision={0}
          value={typed.value}
          onChange={(value) => setTyped({ ...typed, value })}
        />
        <Button type="primary" htmlType="submit" loading={report.isPending} disabled={typed.value === null}>
          {t("form.save")}
        </Button>
      </form>
      <Asked query={query} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing text={t("figures.outside.none")} />
          ) : (
            <table className="plain">
              <thead>
                <tr>
                  <th>{t("figures.day")}</th>
                  <th>{t("figures.metric")}</th>
                  <th className="right">{t("figures.value")}</th>
                  <th>{t("figures.outside.by")}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((line) => (
                  <tr key={`${line.figure}${line.day}`}>
                    <td>{line.day}</td>
                    <td>{line.name}</td>
                    <td className="right">{line.value.toLocaleString("en-US")}</td>
                    <td>
                      {line.entered_by} <Moment at={line.entered_at} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Asked>
    </Panel>
  );
}
