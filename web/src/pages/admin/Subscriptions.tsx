import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Popconfirm, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { client, ok, type Schema } from "@/api/client";
import { Moment } from "@/shell/CaseWords";
import { cityIndex } from "@/shell/cityIndex";
import { Asked, Nothing, Trouble } from "@/shell/Trouble";
import { useWords } from "@/text/words";
import { Panel } from "@/ui/Panel";

const kSubscriptions = ["subscriptions"] as const;

/// Who is told of events, by signed messages. The secret is shown once.
export function Subscriptions() {
  const { t } = useTranslation();
  const { city } = useWords();
  const index = cityIndex(city);
  const cache = useQueryClient();
  const settle = { onSettled: () => void cache.invalidateQueries({ queryKey: kSubscriptions }) };
  const query = useQuery({
    queryKey: kSubscriptions,
    queryFn: () => ok(client.GET("/api/v1/subscriptions")),
  });
  const subscribe = useMutation({
    mutationFn: (body: Schema["NewSubscription"]) => ok(client.POST("/api/v1/subscriptions", { body })),
    ...settle,
  });
  const drop = useMutation({
    mutationFn: (id: string) => ok(client.DELETE("/api/v1/subscriptions/{id}", { params: { path: { id } } })),
    ...settle,
  });
  const needed = [{ required: true, message: t("form.needed") }];
  return (
    <Panel title={t("links.subscriptions")}>
      {(subscribe.error ?? drop.error) && <Trouble error={subscribe.error ?? drop.error} />}
      {subscribe.data?.secret && (
        <Alert
          type="success"
          showIcon
          title={t("links.secretOnce")}
          description={<Typography.Text copyable>{subscribe.data.secret}</Typography.Text>}
        />
      )}
      <Form
        layout="inline"
        className="toolbar"
        onFinish={(typed: Schema["NewSubscription"]) => subscribe.mutate(typed)}
      >
        <Form.Item name="name" label={t("tokens.name")} rules={needed}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="url" label={t("links.address")} rules={needed} className="grow">
          <Input maxLength={1000} placeholder="https://" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={subscribe.isPending}>
          {t("links.subscribe")}
        </Button>
      </Form>
      <Asked query={query} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing text={t("links.noSubscriptions")} />
          ) : (
            <table className="plain">
              <tbody>
                {items.map((each) => (
                  <tr key={each.id}>
                    <td>
                      <b>{each.name}</b>
                    </td>
                    <td>{each.url}</td>
                    <td>{each.units.map(index.unitName).join("、") || t("links.everything")}</td>
                    <td>
                      <Moment at={each.created_at} />
                    </td>
                    <td>
                      <Popconfirm title={t("links.dropAsk")} onConfirm={() => drop.mutate(each.id)}>
                        <Button size="small" type="link" danger>
                          {t("links.drop")}
                        </Button>
                      </Popconfirm>
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
