// Asks by the client that Neo4j publishes for its Query API: node client.mjs URL KEY < [{statement, parameters, managed}, …]
import neo4j from "@neo4j-labs/experimental-query-api-wrapper";
import { readFileSync } from "node:fs";

const [url, key] = process.argv.slice(2);
const wrapper = neo4j.wrapper(url, neo4j.auth.basic("neo4j", key), { disableLosslessIntegers: true });
const told = [];
for (const { statement, parameters, managed } of JSON.parse(readFileSync(0, "utf-8"))) {
  const session = wrapper.session({ database: "neo4j", defaultAccessMode: "READ" });
  try {
    const { records, summary } = managed
      ? await session.executeRead((transaction) => transaction.run(statement, parameters))
      : await session.run(statement, parameters);
    const kinds = records.map((record) => record.keys.map((name) => record.get(name)?.constructor?.name ?? null));
    const rows = records.map((record) => record.keys.map((name) => record.get(name)));
    told.push({ keys: records[0]?.keys ?? [], rows, kinds, text: rows.map((row) => row.map(String)) });
  } catch (error) {
    told.push({ code: error.code, message: error.message });
  } finally {
    await session.close();
  }
}
await wrapper.close();
console.log(JSON.stringify(told));
