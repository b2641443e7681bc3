import { expect, test } from "vitest";
import { setStage } from "./stage";

// Days on which something breaks while somebody works: the page says what is going on, and nothing typed is lost.

const stage = setStage({ profile: "profiles/qingshui" });

test("the server restarts while the agent types", async () => {
  const agent = await stage.person("agent", "/", { width: 1920, height: 1080 });
  const { page } = agent;
  const matter = page.getByRole("textbox", { name: "内容" });
  await matter.fill("路口积水，行人过不去");
  await page.getByRole("status").getByText("实时").waitFor();
  await stage.server.stop();
  await page.getByRole("status").getByText("已断开").waitFor();
  await page.keyboard.press("Control+Enter");
  await agent.says("连不上服务器");
  expect(await matter.inputValue()).toBe("路口积水，行人过不去");
  await agent.picture("server-away");
  await stage.server.run();
  await page.getByRole("status").getByText("实时").waitFor();
  await page.keyboard.press("Control+Enter");
  await agent.says("已登记");
});

test("the session ends; the same person signs in over the page and carries on", async () => {
  const agent = await stage.person("agent", "/", { width: 1920, height: 1080 });
  const { page } = agent;
  await page.getByRole("textbox", { name: "内容" }).fill("井盖松动");
  await agent.context.clearCookies();
  await page.keyboard.press("Control+Enter");
  await agent.says("登录已过期，请重新登录");
  const dialog = page.getByRole("dialog");
  expect(await dialog.getByLabel("账号").inputValue()).toBe("agent");
  await dialog.getByLabel("密码").fill("liandong-demo");
  await dialog.getByRole("button", { name: "登录", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  expect(await page.getByRole("textbox", { name: "内容" }).inputValue()).toBe("井盖松动");
  await page.keyboard.press("Control+Enter");
  await agent.says("已登记");
});

test("two people edit: the later one sees what changed before it is sent", async () => {
  const api = await stage.api("supervisor");
  const agent = await stage.api("agent");
  const { id } = await agent.post<{ id: string }>("/api/v1/cases", { narrative: { content: "路灯不亮" } });
  const supervisor = await stage.person("supervisor", `/cases/${id}`);
  await supervisor.button("备注").click();
  await supervisor.page.getByRole("textbox", { name: "备注" }).fill("请尽快派单");
  await api.post(`/api/v1/cases/${id}/note`, { text: "另一个人先写了一条" });
  await supervisor.says("另一个人先写了一条");
  await supervisor.page.keyboard.press("Control+Enter");
  await supervisor.says("别人已经更新了这个工单");
  await supervisor.button("我看过了，继续").click();
  await supervisor.page.getByRole("form", { name: "备注" }).getByRole("button", { name: /备注/ }).click();
  await supervisor.says("请尽快派单");
  await supervisor.page.getByRole("form", { name: "备注" }).waitFor({ state: "hidden" });
});

test("two people on one case know of each other, and who of them writes", async () => {
  const agent = await stage.api("agent");
  const { id } = await agent.post<{ id: string }>("/api/v1/cases", { narrative: { content: "路灯不亮" } });
  const supervisor = await stage.person("supervisor", `/cases/${id}`);
  const colleague = await stage.person("agent", `/cases/${id}`);
  await colleague.says("演示班长 也在看");
  await supervisor.says("演示接线员 也在看");
  expect(await supervisor.barriers()).toEqual([]);
  await supervisor.button("备注").click();
  await supervisor.page.getByRole("textbox", { name: "备注" }).fill("我来派");
  await colleague.says("演示班长 正在填写");
  await colleague.picture("case-two-people");
  await supervisor.go("/cases");
  await colleague.page.getByText(/演示班长 (也在看|正在填写)/).waitFor({ state: "detached" });
});

test("a pasted wall of text with script tags is text, and a strange address is a page that says so", async () => {
  const agent = await stage.api("agent");
  const tags = `<script>document.title="owned"</script><img src=x onerror="document.title='owned'">`;
  const open = (content: string) => agent.post<{ id: string }>("/api/v1/cases", { narrative: { content } });
  // 100 KB are more than the city takes: a clear refusal, and nothing is kept.
  await expect(open(tags.repeat(1200))).rejects.toThrow("text_too_long");
  const { id } = await open(tags.repeat(30));
  const reader = await stage.person("supervisor", `/cases/${id}`, { theme: "dark", language: "en" });
  await reader.says(/<script>document/);
  expect(await reader.page.title()).not.toContain("owned");
  expect(await reader.barriers()).toEqual([]);
  await reader.picture("case-dark-english");
  await reader.go("/no/such/page");
  await reader.says("There is no such page");
  await reader.go("/cases/999999999999999");
  await reader.says("There is no such case");
  await reader.go("/cases?state=registered");
  await reader.rows().first().waitFor();
  expect(await reader.barriers()).toEqual([]);
  await reader.picture("cases-dark-english");
});

test("a search box that takes anything, and a case opened from it by keyboard", async () => {
  const supervisor = await stage.person("supervisor", "/cases");
  const { page } = supervisor;
  await supervisor.rows().first().waitFor();
  await page.keyboard.press("Control+K");
  await page.keyboard.type("路灯");
  await page.getByRole("option").nth(1).waitFor();
  expect(await supervisor.barriers()).toEqual([]);
  await supervisor.picture("palette");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.locator(".case-head").waitFor();
  expect(page.url()).toMatch(/\/app\/cases\/\d+$/);
  await page.goBack();
  await supervisor.rows().first().waitFor();
});

test("the administrator makes a user with a second factor offered, and sees the city’s data", async () => {
  const administrator = await stage.person("administrator", "/users");
  const { page } = administrator;
  await administrator.rows().first().waitFor();
  expect(await administrator.barriers()).toEqual([]);
  await administrator.picture("users");
  await administrator.button("新建用户").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("账号").fill("new.agent");
  await dialog.getByLabel("姓名").fill("新来的坐席");
  await dialog.getByLabel("密码").fill("short");
  await dialog.getByLabel("单位").click();
  await page.keyboard.press("Enter");
  await dialog.getByLabel("角色").click();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: /保\s?存/ }).click();
  await dialog.locator(".trouble").waitFor();
  expect(await dialog.getByLabel("姓名").inputValue()).toBe("新来的坐席");
  for (const path of ["/outbox", "/city?tab=clocks", "/account"]) {
    await administrator.go(path);
    await page.locator("main").getByRole("heading").or(page.getByRole("grid")).first().waitFor();
    expect(await administrator.barriers()).toEqual([]);
    await administrator.picture(path.slice(1).replace(/\?.*/, ""));
  }
});

test("the administrator holds a matter against the catalogue, and sees which rule decides and why", async () => {
  const administrator = await stage.person("administrator", "/city?tab=catalogue");
  const { page } = administrator;
  const trial = page.getByRole("region", { name: "试派" });
  await trial.getByText("选一个分类").waitFor();
  const { categories, places } = await (await stage.api("administrator")).get<City>("/api/v1/city");
  const street = places.find((place) => place.kind === "street")?.name ?? "";
  for (const [label, typed] of [
    ["分类", categories[0]?.code ?? ""],
    ["地点", street],
  ] as const) {
    await trial.getByRole("combobox", { name: label }).fill(typed);
    await page.keyboard.press("Enter");
  }
  await trial.getByText("命中", { exact: true }).waitFor();
  expect(await trial.getByText("命中", { exact: true }).count()).toBe(1);
  await trial.getByLabel(/何时/).fill("2026-03-01T03:00");
  await trial.getByText("按非工作时间匹配").waitFor();
  expect(await administrator.barriers()).toEqual([]);
  await administrator.picture("city-try");
});

interface City {
  categories: { code: string }[];
  places: { kind: string; name: string }[];
}
