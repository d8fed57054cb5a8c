using System.Collections.Generic;

namespace MtaSts.Lab.Scenarios;

/// <summary>The domains that the module's help uses, so that every example can be run as written.</summary>
public static class ExampleDomains
{
    public static IReadOnlyList<LabDomain> All =>
    [
        new("contoso.com", "The domain of the help's examples: Microsoft 365, in the first stage of the rollout.", Expected.Healthy)
        {
            Mx = [LabMx.Good(0, "contoso-com.mail.protection.outlook.com")],
            Policy = PolicyText.Testing("*.mail.protection.outlook.com"),
        },
        new("fabrikam.com", "The second domain of the help's examples: its own MX host, in enforce.", Expected.Healthy),
    ];
}
