import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";
import { Api, type Engine, openBrowser, Person, type PersonOptions, Server } from "./world";

/// Where a story plays: a city of its own, and people at their screens. What a page complains about on its
/// console, or asks of another host, fails the test in which it was seen.
export class Stage {
  server!: Server;
  browser!: Browser;
  /// Where people find the city; a story may put a breaking line in between.
  site = "";
  people: Person[] = [];

  /// Somebody at a screen, whom nobody knows yet.
  async visitor(options: PersonOptions = {}): Promise<Person> {
    const someone = await Person.at(this.browser, this.site, options);
    this.people.push(someone);
    return someone;
  }

  /// Somebody of the city's own people, signed in.
  async person(login: string, path = "/", options: PersonOptions = kDesk): Promise<Person> {
    const someone = await this.visitor(options);
    await someone.signIn(login, path);
    return someone;
  }

  api = (login: string) => Api.as(this.server.site, login);
}

export const kDesk = { width: 1680, height: 1000 };

interface StageOptions {
  /// Days of a quiet past before the demo.
  pastDays?: number;
  engine?: Engine;
  profile?: string;
}

/// Sets the stage for the tests of this block, and clears it after each and after all.
export function setStage({
  engine = "SQLite",
  profile = "profiles/haikou",
  pastDays = 0,
}: StageOptions = {}): Stage {
  const stage = new Stage();
  beforeAll(async () => {
    stage.server = await Server.start(profile, engine, inject("demos"), pastDays);
    stage.site = stage.server.site;
    stage.browser = await openBrowser();
  });
  afterEach(async ({ task }) => {
    const { people } = stage;
    stage.people = [];
    // Where somebody stood when it failed says more than the line that waited.
    if (task.result?.state === "fail") {
      for (const [index, person] of people.entries()) await person.picture(`failed-${task.id}-${index}`);
    }
    for (const person of people) await person.leave();
    expect(people.flatMap((person) => person.faults)).toEqual([]);
  });
  afterAll(async () => {
    await stage.browser?.close();
    await stage.server?.end();
  });
  return stage;
}
