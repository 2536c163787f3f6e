"""The graph for agents, by the Model Context Protocol: tools over questions, search, evidence, SPARQL and Cypher, all for reading.

Belongs here: the tools, and the two ways to them (stdio, streamable HTTP at ``/mcp``). Needs the extra ``mcp``; only `door`
may be imported without it. Does not: what the tools call.
"""
