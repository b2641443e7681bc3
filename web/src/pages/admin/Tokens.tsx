import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Popconfirm, Select, Typography } from "antd";
import { useTranslation } from "react-i18next";
import { client, ok, type Schema } from "@/api/client";
import { Moment } from "@/shell/CaseWords";
import { Asked, Nothing, Trouble } from "@/shell/Trouble";
import { useWords } from "@/text/words";

const kTokens = ["tokens"] as const;
const kScopes = ["open", "view", "search", "attach", "supplement", "export", "import", "note"];

/// What linked systems sign in with. A token is shown once.
export function Tokens() {
  const { t } = useTranslation();
  const { label } = useWords();
  const cache = useQueryClient();
  const query = useQuery({ queryKey: kTokens, queryFn: () => ok(client.GET("/api/v1/tokens")) });
  const issue = useMutation({
    mutationFn: (body: Schema["NewToken"]) => ok(client.POST("/api/v1/tokens", { body })),
    onSettled: () => void cache.invalidateQueries({ queryKey: kTokens }),
  });
  const drop = useMutation({
    mutationFn: (name: string) => ok(client.DELETE("/api/v1/tokens/{name}", { params: { path: { name } } })),
    onSettled: () => void cache.invalidateQueries({ queryKey: kTokens }),
  });
  const needed = [{ required: true, message: t("form.needed") }];
  return (
    <>
      {issue.error && <Trouble error={issue.error} />}
      {issue.data && (
        <Alert
          type="success"
          showIcon
          title={t("tokens.once")}
          description={<Typography.Text copyable>{issue.data.token}</Typography.Text>}
        />
      )}
      <Form layout="inline" className="toolbar" onFinish={(typed: Schema["NewToken"]) => issue.mutate(typed)}>
        <Form.Item name="name" label={t("tokens.name")} rules={needed}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="system" label={t("tokens.system")} rules={needed}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="scopes" label={t("tokens.scopes")} rules={needed} className="grow">
          <Select
            mode="tags"
            className="wide"
            options={kScopes.map((scope) => ({ value: scope, label: scope }))}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={issue.isPending}>
          {t("tokens.issue")}
        </Button>
      </Form>
      <Asked query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing text={t("tokens.none")} />
          ) : (
            <table className="plain">
              <thead>
                <tr>
                  <th>{t("tokens.name")}</th>
                  <th>{t("tokens.system")}</th>
                  <th>{t("tokens.scopes")}</th>
                  <th>{t("tokens.expires")}</th>
                  <th>
                    <span className="hidden-text">{t("action.title")}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map((token) => (
                  <tr key={token.name}>
                    <td>{token.name}</td>
                    <td>{token.system}</td>
                    <td>{token.scopes.map((scope) => label("action", scope)).join("、")}</td>
                    <td>{token.expires_at ? <Moment at={token.expires_at} /> : t("tokens.never")}</td>
                    <td>
                      <Popconfirm title={t("tokens.dropAsk")} onConfirm={() => drop.mutate(token.name)}>
                        <Button size="small" type="link" danger>
                          {t("tokens.drop")}
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
    </>
  );
}
