package dev.zoneledger.ingest.sheet;

import dev.zoneledger.ingest.sheet.Forms.Form;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Tables to be filled in and imported. */
@Path("/v1/templates")
@Tag(name = "Templates", description = "Tables to be filled in and sent to /v1/imports")
final class TemplatesResource {

    // For the API's documentation; a test asks for it.
    private static final String LAST_ROWS = """
            Zone 园区,Organisation 机构,Revision 版本,Organisation name 机构名称,Local name 中文名称,LEI 全球法人识别编码,USCC 统一社会信用代码,\
            Role 类型,Outside zone 区外,Aliases 别名,Aliases decided by 别名认定人,Stated by 陈述人,Office 职务,\
            Stated by organisation 陈述单位,Source 来源,Publisher 发布者,Published on 发布日期,Language 语言,Machine translated 机器翻译,\
            Locator 位置,Excerpt 摘录,Inferred 推断,Note 备注
            sample-zone,sample-works,,"Sample Works Co., Ltd.",示例工厂有限公司,3003009A0B1C2D3E4F70,91150291MA0Q12345Y,enterprise,no,\
            Sample Works,zone office,,,,https://example.org/report,Example Daily,2020-10-15,en,no,paragraph 1,,,
            """;

    @GET
    @Path("{file}")
    @Produces({Xlsx.MEDIA_TYPE, Csv.MEDIA_TYPE})
    @RolesAllowed({Roles.READER, Roles.REPORTER, Roles.STEWARD})
    @Operation(
            operationId = "getTemplate",
            summary = "A table to be filled in",
            description =
                    "Headers, explanations, lists to choose from (XLSX) and one example row, which passes its import as it is")
    @APIResponse(
            responseCode = "200",
            description = "The table, as a file",
            content = {
                @Content(mediaType = Xlsx.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(
                        mediaType = Csv.MEDIA_TYPE,
                        schema = @Schema(type = SchemaType.STRING),
                        examples = @ExampleObject(name = "organisations.csv, its last two rows", value = LAST_ROWS))
            })
    public Response template(
            @RestPath
                    @Parameter(
                            description = "claims, projects or organisations, with the ending .xlsx or .csv",
                            example = "claims.xlsx")
                    String file) {
        int point = Math.max(0, file.lastIndexOf('.'));
        String ending = file.substring(point);
        Form form = Forms.builtIn().all().stream()
                .filter(each -> each.name().equals(file.substring(0, point)))
                .findFirst()
                .orElse(null);
        if (form == null || !(ending.equals(".xlsx") || ending.equals(".csv"))) {
            throw Problem.notFound("There are claims, projects and organisations, each as .xlsx and .csv")
                    .asException();
        }
        Template template = new Template(form);
        return (ending.equals(".csv")
                        ? Response.ok(template.csv()).type(Csv.MEDIA_TYPE + "; charset=UTF-8")
                        : Response.ok(template.xlsx()).type(Xlsx.MEDIA_TYPE))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"")
                .build();
    }
}
