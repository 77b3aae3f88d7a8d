"""The token: whether Discord accepts it."""

from bot.cli.doctor.finding import Answer, Case, Finding, bad, good

TO_GET_ONE = (
    "set DISCORD_TOKEN in the environment or .env (README.md tells where to get one); without one "
    "there is the playground"
)


async def check(case: Case) -> list[Finding]:
    token = case.settings.discord_token
    if token is None or not token.get_secret_value().strip():
        return [bad("DISCORD_TOKEN is not set", TO_GET_ONE)]
    answer = await case.ask("/users/@me")
    case.shared["date"] = answer.date
    if answer.status == 200:
        case.shared["logged_in"] = True
        return [good(f"Discord knows the token: it is {answer.body.get('username', 'a bot')}'s")]
    if answer.status == 401:
        return [
            bad(
                "Discord refuses the token",
                "copy it again from the Developer Portal (your application, Bot, Reset Token)",
            )
        ]
    return [_away(answer)]


def _away(answer: Answer) -> Finding:
    if answer.status == 0:
        return bad(
            f"Discord can't be reached: {answer.error}",
            "check the network, the name server and BRIEFBOT_DISCORD_API",
        )
    if answer.status == 429 or answer.status >= 500:
        return bad(f"Discord is busy ({answer.status})", "try again in some minutes")
    return bad(
        f"Discord answers {answer.status}",
        "check BRIEFBOT_DISCORD_API; a web page here is a firewall's or Cloudflare's refusal",
    )
